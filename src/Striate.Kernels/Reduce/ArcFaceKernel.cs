using System.Numerics.Tensors;

namespace Striate.Kernels.Reduce;

/// <summary>Scores from cosines, the label's made worse by a margin in its angle, and their gradient. Deng et al., arXiv:1801.07698.</summary>
public static partial class ArcFaceKernel
{
    // The angle's slope grows without bound towards an angle of 0.
    private const float SmallestSine = 1e-4f;

    /// <summary>
    /// y[i,k] = s·x[i,k]; at the label s·cos(θ + m) with x = cos θ, or s·(x − m·sin m) where θ + m is beyond π, so that it falls as θ grows.
    /// </summary>
    /// <param name="samples">Rows, at least 1.</param>
    /// <param name="classes">Columns, at least 1.</param>
    /// <param name="settings">m and s.</param>
    /// <param name="x">Cosines, samples · classes numbers.</param>
    /// <param name="labels">A class for each sample.</param>
    /// <param name="y">Scores, as many.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a label is no class.</exception>
    public static void Forward(int samples, int classes, in ArcFaceSettings settings, ReadOnlySpan<float> x, ReadOnlySpan<int> labels, Span<float> y)
    {
        Check(samples, classes, x, labels, y);
        TensorPrimitives.Multiply(x, (float)settings.Scale, y);
        var (cos, sin) = ((float)Math.Cos(settings.Margin), (float)Math.Sin(settings.Margin));
        for (var i = 0; i < samples; i++)
        {
            var place = (i * classes) + labels[i];
            var cosine = x[place];
            y[place] = (float)settings.Scale * (IsWithin(cosine, cos) ? (cosine * cos) - (Sine(cosine) * sin) : cosine - ((float)settings.Margin * sin));
        }
    }

    /// <summary>dx = s·dy; at the label s·dy·sin(θ + m)/sin θ where θ + m is not beyond π.</summary>
    /// <param name="samples">Rows.</param>
    /// <param name="classes">Columns.</param>
    /// <param name="settings">m and s.</param>
    /// <param name="x">What <see cref="Forward"/> was given.</param>
    /// <param name="labels">A class for each sample.</param>
    /// <param name="dy">Gradient of the scores.</param>
    /// <param name="dx">Gradient of the cosines, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a label is no class.</exception>
    public static void Backward(
        int samples, int classes, in ArcFaceSettings settings, ReadOnlySpan<float> x, ReadOnlySpan<int> labels, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Check(samples, classes, x, labels, dy);
        Border.SameLength(x, dx);
        TensorPrimitives.Multiply(dy, (float)settings.Scale, dx);
        var (cos, sin) = ((float)Math.Cos(settings.Margin), (float)Math.Sin(settings.Margin));
        for (var i = 0; i < samples; i++)
        {
            var place = (i * classes) + labels[i];
            var cosine = x[place];
            dx[place] *= IsWithin(cosine, cos) ? cos + (cosine * sin / MathF.Max(Sine(cosine), SmallestSine)) : 1;
        }
    }

    private static void Check(int samples, int classes, ReadOnlySpan<float> x, ReadOnlySpan<int> labels, ReadOnlySpan<float> y)
    {
        Labels.Check(samples, classes, labels);
        Border.Length(x, (long)samples * classes);
        Border.SameLength(x, y);
    }

    // θ + m ≤ π, which is cos θ ≥ cos(π − m).
    private static bool IsWithin(float cosine, float cosOfMargin) => cosine > -cosOfMargin;

    private static float Sine(float cosine) => MathF.Sqrt(MathF.Max(1 - (cosine * cosine), 0));
}
