using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Euclidean distances of the rows of two matrices, and their gradients.</summary>
public static unsafe partial class PairwiseDistanceKernel
{
    /// <summary>y[i] = √(Σj (a[i,j] − b[i,j] + ε)²).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="a">rows · columns numbers.</param>
    /// <param name="b">As many.</param>
    /// <param name="epsilon">ε, which keeps the root of equal rows differentiable.</param>
    /// <param name="y">A distance for each row.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(int rows, int columns, ReadOnlySpan<float> a, ReadOnlySpan<float> b, float epsilon, Span<float> y)
    {
        Border.Length(a, (long)rows * columns);
        Border.SameLength(a, b);
        Border.Length(y, rows);
        fixed (float* pa = a, pb = b, py = y)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(columns), new ForwardWork(columns, pa, pb, epsilon, py));
        }
    }

    /// <summary>da[i,j] = dy[i] · (a[i,j] − b[i,j] + ε) / y[i], 0 where y is 0; the gradient of b is its negative.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="a">What <see cref="Forward"/> was given.</param>
    /// <param name="b">What <see cref="Forward"/> was given.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="y">What <see cref="Forward"/> returned.</param>
    /// <param name="dy">Gradient of the distances.</param>
    /// <param name="da">Gradient of a, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(
        int rows, int columns, ReadOnlySpan<float> a, ReadOnlySpan<float> b, float epsilon, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> da)
    {
        Border.Length(a, (long)rows * columns);
        Border.SameLength(a, b);
        Border.SameLength(a, da);
        Border.Length(y, rows);
        Border.SameLength(y, dy);
        fixed (float* pa = a, pb = b, py = y, pdy = dy, pda = da)
        {
            Workers.ForRange(rows, Border.UnitsInPiece(columns), new BackwardWork(columns, pa, pb, epsilon, py, pdy, pda));
        }
    }

    private static void Difference(float* a, float* b, float epsilon, int columns, Span<float> result)
    {
        TensorPrimitives.Subtract(new ReadOnlySpan<float>(a, columns), new ReadOnlySpan<float>(b, columns), result);
        TensorPrimitives.Add(result, epsilon, result);
    }

    private readonly struct ForwardWork(int columns, float* a, float* b, float epsilon, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            using var row = Scratch.Rent(columns);
            for (var i = start; i < start + length; i++)
            {
                var first = (nint)i * columns;
                Difference(a + first, b + first, epsilon, columns, row.Span);
                y[i] = MathF.Sqrt(Row.Dot(row.Pointer, row.Pointer, columns));
            }
        }
    }

    private readonly struct BackwardWork(int columns, float* a, float* b, float epsilon, float* y, float* dy, float* da) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                var first = (nint)i * columns;
                var target = new Span<float>(da + first, columns);
                Difference(a + first, b + first, epsilon, columns, target);
                TensorPrimitives.Multiply(target, y[i] == 0 ? 0 : dy[i] / y[i], target);
            }
        }
    }
}
