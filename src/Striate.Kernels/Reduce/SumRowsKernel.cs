using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>The sum of a matrix's rows, which is the gradient of a bias.</summary>
public static unsafe partial class SumRowsKernel
{
    private const int MostParts = 16;
    private const int NumbersInPart = 16 * 1024;

    /// <summary>y[j] = Σi x[i, j].</summary>
    /// <param name="rows">Rows of x.</param>
    /// <param name="columns">Columns of x.</param>
    /// <param name="x">rows · columns numbers.</param>
    /// <param name="y">columns numbers.</param>
    public static void Run(int rows, int columns, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, (long)rows * columns);
        Border.Length(y, columns);
        var parts = (int)Math.Clamp((long)rows * columns / NumbersInPart, 1, MostParts);
        var rowsInPart = (rows + parts - 1) / parts;
        using var sums = Scratch.Rent(parts * columns);
        fixed (float* px = x)
        {
            Workers.For(parts, new SumPart(px, rows, columns, rowsInPart, sums.Pointer));
        }

        y.Clear();
        for (var part = 0; part < parts; part++)
        {
            TensorPrimitives.Add(y, sums.Span.Slice(part * columns, columns), y);
        }
    }

    private readonly struct SumPart(float* x, int rows, int columns, int rowsInPart, float* sums) : IChunkedWork
    {
        public void Run(int part)
        {
            var sum = new Span<float>(sums + ((nint)part * columns), columns);
            sum.Clear();
            var end = Math.Min(rows, (part + 1) * rowsInPart);
            for (var i = Math.Min(end, part * rowsInPart); i < end; i++)
            {
                var row = new ReadOnlySpan<float>(x + ((nint)i * columns), columns);
                TensorPrimitives.Add(sum, row, sum);
            }
        }
    }
}
