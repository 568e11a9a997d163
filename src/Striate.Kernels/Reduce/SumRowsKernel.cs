using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Reduce;

/// <summary>The sum of a matrix's rows, which is the gradient of a bias.</summary>
public static unsafe partial class SumRowsKernel
{
    /// <summary>y[j] = Σi x[i, j].</summary>
    /// <param name="rows">Rows of x.</param>
    /// <param name="columns">Columns of x.</param>
    /// <param name="x">rows · columns numbers.</param>
    /// <param name="y">columns numbers.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Run(int rows, int columns, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, (long)rows * columns);
        Border.Length(y, columns);
        fixed (float* px = x)
        {
            ColumnSums.Run(rows, columns, new Values(px), y, []);
        }
    }

    private readonly struct Values(float* x) : IColumnTerms
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public (V First, V Second) Sum<V>(nint index, nint stride, int rows, int column, int left)
            where V : unmanaged, IVector<V>
        {
            // Rows in turn go to either sum, so that additions overlap.
            var (even, odd) = (V.Create(0), V.Create(0));
            var place = x + index;
            var i = 0;
            for (; i < rows - 1; i += 2, place += 2 * stride)
            {
                even += VectorPart.Load<V>(place, left);
                odd += VectorPart.Load<V>(place + stride, left);
            }

            return (i < rows ? even + odd + VectorPart.Load<V>(place, left) : even + odd, V.Create(0));
        }
    }
}
