using System.Numerics;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>The multi-class support vector machine's loss, and its gradient. Lanes are classes.</summary>
public static unsafe partial class HingeKernel
{
    /// <summary>The mean over samples of Σ max(0, s[j] − s[label] + margin) over all j but the label.</summary>
    /// <param name="samples">Rows of the scores, at least 1.</param>
    /// <param name="classes">Columns of the scores, at least 1.</param>
    /// <param name="scores">samples · classes numbers.</param>
    /// <param name="labels">A class for each sample.</param>
    /// <param name="margin">By how much the label's score is to lead.</param>
    /// <param name="dscores">Receives the gradient of the mean; or empty.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a label is no class.</exception>
    public static float Run(int samples, int classes, ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, float margin, Span<float> dscores)
    {
        Labels.Check(samples, classes, labels);
        Border.Length(scores, (long)samples * classes);
        Border.LengthOrEmpty(dscores, scores.Length);
        using var losses = Scratch.Rent(samples);
        fixed (float* ps = scores, pd = dscores)
        {
            fixed (int* pl = labels)
            {
                var work = new SampleWork(samples, classes, ps, pl, margin, losses.Pointer, pd);
                Workers.ForRange(samples, Math.Max(Border.Grain / classes, 1), work);
            }
        }

        return Labels.Mean(losses.Span);
    }

    private readonly struct SampleWork(int samples, int classes, float* scores, int* labels, float margin, float* losses, float* dscores)
        : IRangeWork
    {
        public void Run(int start, int length)
        {
            using var row = Scratch.Rent(classes);
            using var ones = Scratch.Rent(classes);
            for (var i = start; i < start + length; i++)
            {
                // How far each class is past the margin, and a one for each that is. The label's own is none of them.
                var source = scores + ((nint)i * classes);
                var label = labels[i];
                var threshold = new Vector<float>(source[label] - margin);
                for (var j = 0; j < classes; j += Lanes.Width)
                {
                    var excess = Lanes.Load(source + j, classes - j) - threshold;
                    var within = Vector.LessThanOrEqual(excess, Vector<float>.Zero);
                    Lanes.Store(Vector.ConditionalSelect(within, Vector<float>.Zero, excess), row.Pointer + j, classes - j);
                    Lanes.Store(Vector.ConditionalSelect(within, Vector<float>.Zero, Vector<float>.One), ones.Pointer + j, classes - j);
                }

                row.Pointer[label] = 0;
                ones.Pointer[label] = 0;
                losses[i] = Row.Sum(row.Pointer, classes);
                if (dscores is not null)
                {
                    var target = dscores + ((nint)i * classes);
                    for (var j = 0; j < classes; j += Lanes.Width)
                    {
                        Lanes.Store(Lanes.Load(ones.Pointer + j, classes - j) / new Vector<float>(samples), target + j, classes - j);
                    }

                    target[label] = -Row.Sum(ones.Pointer, classes) / samples;
                }
            }
        }
    }
}
