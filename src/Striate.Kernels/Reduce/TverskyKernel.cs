using System.Runtime.CompilerServices;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Reduce;

/// <summary>The loss 1 − T of segmentation, T being Tversky's index of how far what was found and what is there overlap, and its gradient.</summary>
public static unsafe partial class TverskyKernel
{
    /// <summary>
    /// The mean of 1 − T over images and classes, T = (Σ p·t + s) / (Σ p·t + α·Σ p·(1 − t) + β·Σ (1 − p)·t + s), sums over an image's pixels.
    /// </summary>
    /// <param name="images">Images, at least 1.</param>
    /// <param name="pixels">Pixels of an image, at least 1.</param>
    /// <param name="classes">Classes, at least 1.</param>
    /// <param name="settings">α, β and s.</param>
    /// <param name="p">Probabilities, images · pixels · classes, a pixel's classes side by side.</param>
    /// <param name="targets">What is there, t, as many numbers from 0 to 1.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or there is nothing.</exception>
    public static float Forward(
        int images, int pixels, int classes, in TverskySettings settings, ReadOnlySpan<float> p, ReadOnlySpan<float> targets)
    {
        Check(images, pixels, classes, p, targets);
        using var found = Scratch.Rent(classes);
        using var rest = Scratch.Rent(classes);
        var loss = 0.0;
        for (var image = 0; image < images; image++)
        {
            Sum(image, pixels, classes, settings, p, targets, found.Span, rest.Span);
            for (var c = 0; c < classes; c++)
            {
                loss += 1 - ((found.Span[c] + settings.Smoothing) / Divisor(settings, found.Span[c], rest.Span[c]));
            }
        }

        return (float)(loss / ((double)images * classes));
    }

    /// <summary>The gradient of <see cref="Forward"/> by the probabilities, times a number.</summary>
    /// <param name="images">Images.</param>
    /// <param name="pixels">Pixels of an image.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="settings">α, β and s.</param>
    /// <param name="p">Probabilities.</param>
    /// <param name="targets">What is there.</param>
    /// <param name="dy">The gradient of the loss.</param>
    /// <param name="dp">The gradient of the probabilities, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or there is nothing.</exception>
    public static void Backward(
        int images, int pixels, int classes, in TverskySettings settings, ReadOnlySpan<float> p, ReadOnlySpan<float> targets, float dy, Span<float> dp)
    {
        Check(images, pixels, classes, p, targets);
        Border.SameLength(p, dp);
        using var found = Scratch.Rent(classes);
        using var rest = Scratch.Rent(classes);
        for (var image = 0; image < images; image++)
        {
            Sum(image, pixels, classes, settings, p, targets, found.Span, rest.Span);
            for (var c = 0; c < classes; c++)
            {
                // T = a/d with ∂a/∂p = t and ∂d/∂p = (1 − α − β)·t + α, so that the slope is a line in t.
                var (a, d) = (found.Span[c] + settings.Smoothing, Divisor(settings, found.Span[c], rest.Span[c]));
                var share = -dy / ((double)images * classes * d * d);
                found.Span[c] = (float)(share * (d - (a * (1 - settings.Alpha - settings.Beta))));
                rest.Span[c] = (float)(-share * a * settings.Alpha);
            }

            var slopes = new Epilogue { Scale = found.Span, Shift = rest.Span };
            EpilogueKernel.Run(pixels, classes, Image(targets, image, pixels, classes), slopes, dp.Slice(image * pixels * classes, pixels * classes));
        }
    }

    private static void Check(int images, int pixels, int classes, ReadOnlySpan<float> p, ReadOnlySpan<float> targets)
    {
        if (images < 1 || pixels < 1 || classes < 1)
        {
            throw new ShapeException(
                $"{images} images of {pixels} pixels and {classes} classes are a batch of nothing: a mean needs at least one of each. Leave out empty batches.");
        }

        Border.Length(p, (long)images * pixels * classes);
        Border.SameLength(p, targets);
    }

    // found = Σ p·t and rest = Σ (α·p + β·t) for each class.
    private static void Sum(
        int image, int pixels, int classes, in TverskySettings settings, ReadOnlySpan<float> p, ReadOnlySpan<float> targets, Span<float> found, Span<float> rest)
    {
        fixed (float* pp = Image(p, image, pixels, classes), pt = Image(targets, image, pixels, classes))
        {
            ColumnSums.Run(pixels, classes, new Overlap(pp, pt, (float)settings.Alpha, (float)settings.Beta), found, rest);
        }
    }

    // α·(Σp − Σp·t) + β·(Σt − Σp·t) + Σp·t + s.
    private static double Divisor(in TverskySettings settings, double found, double rest) =>
        ((1 - settings.Alpha - settings.Beta) * found) + rest + settings.Smoothing;

    private static ReadOnlySpan<float> Image(ReadOnlySpan<float> numbers, int image, int pixels, int classes) =>
        numbers.Slice(image * pixels * classes, pixels * classes);

    private readonly struct Overlap(float* p, float* targets, float alpha, float beta) : IColumnTerms
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public (V First, V Second) Sum<V>(nint index, nint stride, int rows, int column, int left)
            where V : unmanaged, IVector<V>
        {
            var (found, rest) = (V.Create(0), V.Create(0));
            var (a, b) = (V.Create(alpha), V.Create(beta));
            for (var i = 0; i < rows; i++, index += stride)
            {
                var probability = VectorPart.Load<V>(p + index, left);
                var target = VectorPart.Load<V>(targets + index, left);
                found = V.MultiplyAdd(probability, target, found);
                rest += (probability * a) + (target * b);
            }

            return (found, rest);
        }
    }
}
