using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Softmax followed by cross-entropy against class labels: the loss of classification, and its gradient.</summary>
public static unsafe partial class CrossEntropyKernel
{
    /// <summary>
    /// The mean over samples of log Σk exp(s[k]) − Σk t[k] · s[k], where t[k] = (1 − ε)·[k = label] + ε/classes, computed
    /// without overflow.
    /// </summary>
    /// <param name="samples">Rows of the scores, at least 1.</param>
    /// <param name="classes">Columns of the scores, at least 1.</param>
    /// <param name="scores">samples · classes numbers, any real ones.</param>
    /// <param name="labels">A class for each sample.</param>
    /// <param name="labelSmoothing">ε, from 0 to 1.</param>
    /// <param name="dscores">Receives the gradient of the mean, (softmax(s) − t) / samples; or empty.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a label is no class.</exception>
    public static float Run(
        int samples, int classes, ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, float labelSmoothing, Span<float> dscores)
    {
        Labels.Check(samples, classes, labels);
        Border.Length(scores, (long)samples * classes);
        Border.LengthOrEmpty(dscores, scores.Length);
        using var losses = Scratch.Rent(samples);
        fixed (float* ps = scores, pd = dscores)
        {
            fixed (int* pl = labels)
            {
                var work = new SampleWork(samples, classes, ps, pl, labelSmoothing, losses.Pointer, pd);
                Workers.ForRange(samples, Math.Max(Border.Grain / classes, 1), work);
            }
        }

        return Labels.Mean(losses.Span);
    }

    private readonly struct SampleWork(
        int samples, int classes, float* scores, int* labels, float smoothing, float* losses, float* dscores) : IRangeWork
    {
        public void Run(int start, int length)
        {
            using var row = Scratch.Rent(classes);
            for (var i = start; i < start + length; i++)
            {
                var source = new ReadOnlySpan<float>(scores + ((nint)i * classes), classes);
                TensorPrimitives.Subtract(source, TensorPrimitives.Max(source), row.Span);
                var ofLabel = row.Pointer[labels[i]];
                var mean = smoothing > 0 ? Row.Sum(row.Pointer, classes) / classes : 0;
                TensorPrimitives.Exp(row.Span, row.Span);
                var sum = Row.Sum(row.Pointer, classes);
                losses[i] = MathF.Log(sum) - ((1 - smoothing) * ofLabel) - (smoothing * mean);
                if (dscores is not null)
                {
                    var target = new Span<float>(dscores + ((nint)i * classes), classes);
                    TensorPrimitives.Multiply(row.Span, 1 / (sum * samples), target);
                    if (smoothing > 0)
                    {
                        TensorPrimitives.Subtract(target, smoothing / ((float)classes * samples), target);
                    }

                    target[labels[i]] -= (1 - smoothing) / samples;
                }
            }
        }
    }
}
