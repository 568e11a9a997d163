using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Shaping;

/// <summary>Picks entries of one axis, whole, and its gradient. Memory is taken as (outer, axis, inner): a row of inner numbers each.</summary>
public static unsafe partial class IndexSelectKernel
{
    // Numbers of a row that one piece of the gradient takes: no two pieces write to the same place.
    private const int ColumnsOfPiece = 1024;

    /// <summary>y[o, k, i] = x[o, places[k], i].</summary>
    /// <param name="outer">Product of the sizes outside of the axis.</param>
    /// <param name="size">Size of the axis.</param>
    /// <param name="inner">Product of the sizes inside of the axis.</param>
    /// <param name="x">(outer, size, inner).</param>
    /// <param name="places">Whole numbers from 0 to size − 1.</param>
    /// <param name="y">(outer, places, inner).</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a place is none of the axis.</exception>
    public static void Forward(int outer, int size, int inner, ReadOnlySpan<float> x, ReadOnlySpan<float> places, Span<float> y)
    {
        Border.Length(x, (long)outer * size * inner);
        Border.Length(y, (long)outer * places.Length * inner);
        Places.Check(places, size);
        fixed (float* px = x, pk = places, py = y)
        {
            Workers.ForRange(outer * places.Length, Border.UnitsInPiece(inner), new ForwardRows(size, inner, places.Length, px, pk, py));
        }
    }

    /// <summary>dx[o, places[k], i] += dy[o, k, i], in the order of k.</summary>
    /// <param name="outer">Product of the sizes outside of the axis.</param>
    /// <param name="size">Size of the axis.</param>
    /// <param name="inner">Product of the sizes inside of the axis.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="places">As in <see cref="Forward"/>.</param>
    /// <param name="dx">Gradient of the input, added to.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a place is none of the axis.</exception>
    public static void Backward(int outer, int size, int inner, ReadOnlySpan<float> dy, ReadOnlySpan<float> places, Span<float> dx)
    {
        Border.Length(dy, (long)outer * places.Length * inner);
        Border.Length(dx, (long)outer * size * inner);
        Places.Check(places, size);
        fixed (float* pdy = dy, pk = places, pdx = dx)
        {
            var parts = (inner + ColumnsOfPiece - 1) / ColumnsOfPiece;
            Workers.ForRange(
                outer * parts,
                Border.UnitsInPiece(places.Length * Math.Min(inner, ColumnsOfPiece)),
                new BackwardParts(size, inner, places.Length, parts, pdy, pk, pdx));
        }
    }

    private readonly struct ForwardRows(int size, int inner, int count, float* x, float* places, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var row = start; row < start + length; row++)
            {
                var (o, k) = Math.DivRem(row, count);
                var source = x + ((((nint)o * size) + (int)places[k]) * inner);
                new ReadOnlySpan<float>(source, inner).CopyTo(new Span<float>(y + ((nint)row * inner), inner));
            }
        }
    }

    private readonly struct BackwardParts(int size, int inner, int count, int parts, float* dy, float* places, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var unit = start; unit < start + length; unit++)
            {
                var (o, part) = Math.DivRem(unit, parts);
                var first = part * ColumnsOfPiece;
                var columns = Math.Min(ColumnsOfPiece, inner - first);
                for (var k = 0; k < count; k++)
                {
                    var target = new Span<float>(dx + ((((nint)o * size) + (int)places[k]) * inner) + first, columns);
                    TensorPrimitives.Add(target, new ReadOnlySpan<float>(dy + ((((nint)o * count) + k) * inner) + first, columns), target);
                }
            }
        }
    }
}
