using System.Numerics.Tensors;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.History;

/// <summary>How much of what a stage says of a picture it still says, in the same cells, when the picture is moved.</summary>
public static class ShiftTolerance
{
    /// <summary>The likeness for each shift: the mean over pictures of the correlation of what is said before and after, less what is said of pictures on average.</summary>
    /// <param name="respond">What is said of pictures [N, 1, H, W], in any shape of N rows.</param>
    /// <param name="pictures">Shape [N, 1, H, W].</param>
    /// <param name="most">The largest shift to the right, in pixels.</param>
    /// <returns>For shifts of 0, 1, ..., 1 for what does not change at all.</returns>
    public static IReadOnlyList<double> Measure(Func<Tensor, Tensor> respond, Tensor pictures, int most)
    {
        ArgumentNullException.ThrowIfNull(respond);
        var original = Rows.Map(respond, pictures);
        var (count, length) = (original.Shape[0], original.Length / original.Shape[0]);
        var mean = new float[length];
        for (var i = 0; i < count; i++)
        {
            TensorPrimitives.MultiplyAdd(original.Span.Slice(i * length, length), 1f / count, mean, mean);
        }

        return [.. Enumerable.Range(0, most + 1).Select(shift =>
        {
            var moved = Rows.Map(respond, Shift(pictures, 0, shift));
            return Enumerable.Range(0, count).Average(i => Likeness(original.Span.Slice(i * length, length), moved.Span.Slice(i * length, length), mean));
        })];
    }

    /// <summary>The shift at which the likeness has fallen to a half, between the shifts that were measured; the largest one where it has not.</summary>
    /// <param name="likeness">For shifts of 0, 1, ....</param>
    public static double HalfShift(IReadOnlyList<double> likeness)
    {
        ArgumentNullException.ThrowIfNull(likeness);
        for (var shift = 1; shift < likeness.Count; shift++)
        {
            if (likeness[shift] < 0.5)
            {
                return shift - ((0.5 - likeness[shift]) / (likeness[shift - 1] - likeness[shift]));
            }
        }

        return likeness.Count - 1;
    }

    /// <summary>Pictures moved; what comes from outside is black.</summary>
    /// <param name="pictures">Shape [N, C, H, W].</param>
    /// <param name="rows">Pixels down, or up where it is negative.</param>
    /// <param name="columns">Pixels to the right, or to the left where it is negative.</param>
    public static Tensor Shift(Tensor pictures, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        var (height, width) = (pictures.Shape[2], pictures.Shape[3]);
        var from = pictures.ToArray();
        var to = new float[from.Length];
        for (var i = 0; i < to.Length; i++)
        {
            var (y, x) = ((i / width % height) - rows, (i % width) - columns);
            to[i] = y >= 0 && x >= 0 && y < height && x < width ? from[(i / (width * height) * width * height) + (y * width) + x] : 0;
        }

        return Tensor.From(to, pictures.Shape);
    }

    private static double Likeness(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> mean)
    {
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            double x = a[i] - mean[i], y = b[i] - mean[i];
            (ab, aa, bb) = (ab + (x * y), aa + (x * x), bb + (y * y));
        }

        return aa * bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }
}
