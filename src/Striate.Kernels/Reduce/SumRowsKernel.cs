using System.Numerics;

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
        public (Vector<float> First, Vector<float> Second) At(nint index, int column, int left) => (Lanes.Load(x + index, left), default);
    }
}
