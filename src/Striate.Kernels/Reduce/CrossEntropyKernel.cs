using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Softmax followed by cross-entropy against class labels or probabilities: the loss of classification, and its gradient.</summary>
public static unsafe partial class CrossEntropyKernel
{
    /// <summary>
    /// The mean or sum over samples of Σk t[k] · (log Σj exp(s[j]) − s[k]), where t[k] = ((1 − ε)·[k = label] + ε/classes)·w[k],
    /// computed without overflow. The mean is over Σ w[label]. With a focus γ the loss of a sample is multiplied by (1 − p[label])ᵞ, p = softmax(s).
    /// </summary>
    /// <param name="samples">Rows of the scores, at least 1.</param>
    /// <param name="classes">Columns of the scores, at least 1.</param>
    /// <param name="scores">samples · classes numbers, any real ones.</param>
    /// <param name="labels">A class for each sample, or the ignored label.</param>
    /// <param name="settings">ε and so on.</param>
    /// <param name="classWeights">w, a number for each class, or empty for ones.</param>
    /// <param name="dscores">Receives the gradient; or empty.</param>
    /// <returns>The loss; 0 where no sample counts.</returns>
    /// <exception cref="ShapeException">A span's length does not fit, or a label is no class.</exception>
    public static float Run(
        int samples, int classes, ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, in CrossEntropySettings settings,
        ReadOnlySpan<float> classWeights, Span<float> dscores)
    {
        Labels.Check(samples, classes, labels, settings.IgnoredLabel);
        Border.Length(scores, (long)samples * classes);
        Border.LengthOrEmpty(classWeights, classes);
        Border.LengthOrEmpty(dscores, scores.Length);
        using var weights = Scratch.Rent(samples);
        for (var i = 0; i < samples; i++)
        {
            weights.Span[i] = labels[i] == settings.IgnoredLabel ? 0 : classWeights.IsEmpty ? 1 : classWeights[labels[i]];
        }

        var total = Labels.Sum(weights.Span);
        var scale = settings.Reduction == Reduction.Sum ? 1 : total == 0 ? 0 : 1 / total;
        using var losses = Scratch.Rent(samples);
        fixed (float* ps = scores, pd = dscores, pw = classWeights)
        {
            fixed (int* pl = labels)
            {
                var work = new SampleWork(
                    classes, ps, pl, weights.Pointer, pw, (float)settings.LabelSmoothing, settings.IgnoredLabel, settings.Focus, (float)scale, losses.Pointer, pd);
                Workers.ForRange(samples, Border.UnitsInPiece(classes), work);
            }
        }

        return (float)(scale * Labels.Sum(losses.Span));
    }

    private readonly struct SampleWork(
        int classes, float* scores, int* labels, float* weights, float* classWeights, float smoothing, int? ignored, double focus, float scale, float* losses,
        float* dscores)
        : IRangeWork
    {
        public void Run(int start, int length)
        {
            using var row = Scratch.Rent(classes);
            var spread = smoothing / classes;
            var weightOfAll = classWeights is null ? classes : Row.Sum(classWeights, classes);
            for (var i = start; i < start + length; i++)
            {
                var target = dscores is null ? default : new Span<float>(dscores + ((nint)i * classes), classes);
                if (labels[i] == ignored)
                {
                    losses[i] = 0;
                    target.Clear();
                    continue;
                }

                var source = new ReadOnlySpan<float>(scores + ((nint)i * classes), classes);
                TensorPrimitives.Subtract(source, TensorPrimitives.Max(source), row.Span);
                var ofLabel = row.Pointer[labels[i]];
                var ofAll = smoothing == 0 ? 0 : classWeights is null ? Row.Sum(row.Pointer, classes) : Row.Dot(row.Pointer, classWeights, classes);
                TensorPrimitives.Exp(row.Span, row.Span);
                var sum = Row.Sum(row.Pointer, classes);
                var (weight, log) = ((1 - smoothing) * weights[i], MathF.Log(sum));
                losses[i] = (weight * (log - ofLabel)) + (spread * ((weightOfAll * log) - ofAll));
                if (focus > 0)
                {
                    var (factor, slope) = Focus(log - ofLabel, focus);
                    losses[i] *= factor;
                    weight *= slope;
                }

                if (dscores is not null)
                {
                    TensorPrimitives.Multiply(row.Span, scale * (weight + (spread * weightOfAll)) / sum, target);
                    if (smoothing > 0 && classWeights is null)
                    {
                        TensorPrimitives.Subtract(target, scale * spread, target);
                    }
                    else if (smoothing > 0)
                    {
                        TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(classWeights, classes), -scale * spread, target, target);
                    }

                    target[labels[i]] -= scale * weight;
                }
            }
        }

        // Of c·mᵞ with m = 1 − exp(−c), where c is the cross-entropy: the factor mᵞ, and the derivative by c, mᵞ + γ·mᵞ⁻¹·(1 − m)·c. Near c = 0, c/m is 1.
        private static (float Factor, float Slope) Focus(double cost, double gamma)
        {
            var miss = 1 - Math.Exp(-Math.Max(cost, 0));
            var factor = Math.Pow(miss, gamma);
            return ((float)factor, (float)(factor * (1 + (gamma * (1 - miss) * (miss == 0 ? 1 : cost / miss)))));
        }
    }
}
