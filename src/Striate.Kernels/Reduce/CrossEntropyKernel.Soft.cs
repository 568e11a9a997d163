using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

public static unsafe partial class CrossEntropyKernel
{
    /// <summary>
    /// The mean or sum over samples of Σk t[k] · (log Σj exp(s[j]) − s[k]), where t[k] = ((1 − ε)·q[k] + ε/classes)·w[k] and q are the
    /// target probabilities of the sample. The mean is over the samples, whatever their weights.
    /// </summary>
    /// <param name="samples">Rows of the scores, at least 1.</param>
    /// <param name="classes">Columns of the scores, at least 1.</param>
    /// <param name="scores">samples · classes numbers, any real ones.</param>
    /// <param name="targets">q, as many.</param>
    /// <param name="settings">ε and the reduction; no label is ignored.</param>
    /// <param name="classWeights">w, a number for each class, or empty for ones.</param>
    /// <param name="dscores">Receives the gradient; or empty.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static float Run(
        int samples, int classes, ReadOnlySpan<float> scores, ReadOnlySpan<float> targets, in CrossEntropySettings settings,
        ReadOnlySpan<float> classWeights, Span<float> dscores)
    {
        Labels.CheckBatch(samples, classes);
        Border.Length(scores, (long)samples * classes);
        Border.SameLength(scores, targets);
        Border.LengthOrEmpty(classWeights, classes);
        Border.LengthOrEmpty(dscores, scores.Length);
        var scale = settings.Reduction == Reduction.Sum ? 1 : 1.0 / samples;
        using var losses = Scratch.Rent(samples);
        fixed (float* ps = scores, pt = targets, pw = classWeights, pd = dscores)
        {
            var work = new SoftWork(classes, ps, pt, pw, (float)settings.LabelSmoothing, (float)scale, losses.Pointer, pd);
            Workers.ForRange(samples, Border.UnitsInPiece(classes), work);
        }

        return (float)(scale * Labels.Sum(losses.Span));
    }

    private readonly struct SoftWork(
        int classes, float* scores, float* targets, float* classWeights, float smoothing, float scale, float* losses, float* dscores) : IRangeWork
    {
        public void Run(int start, int length)
        {
            using var row = Scratch.Rent(classes);
            using var weighted = Scratch.Rent(classes);
            for (var i = start; i < start + length; i++)
            {
                TensorPrimitives.Multiply(new ReadOnlySpan<float>(targets + ((nint)i * classes), classes), 1 - smoothing, weighted.Span);
                TensorPrimitives.Add(weighted.Span, smoothing / classes, weighted.Span);
                if (classWeights is not null)
                {
                    TensorPrimitives.Multiply(weighted.Span, new ReadOnlySpan<float>(classWeights, classes), weighted.Span);
                }

                var source = new ReadOnlySpan<float>(scores + ((nint)i * classes), classes);
                TensorPrimitives.Subtract(source, TensorPrimitives.Max(source), row.Span);
                var (ofTarget, weight) = (Row.Dot(row.Pointer, weighted.Pointer, classes), Row.Sum(weighted.Pointer, classes));
                TensorPrimitives.Exp(row.Span, row.Span);
                var sum = Row.Sum(row.Pointer, classes);
                losses[i] = (weight * MathF.Log(sum)) - ofTarget;
                if (dscores is not null)
                {
                    var target = new Span<float>(dscores + ((nint)i * classes), classes);
                    TensorPrimitives.Multiply(row.Span, weight / sum, target);
                    TensorPrimitives.Subtract(target, weighted.Span, target);
                    TensorPrimitives.Multiply(target, scale, target);
                }
            }
        }
    }
}
