using System.Numerics;
using System.Numerics.Tensors;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>What is summed down the columns of a matrix: a number for each place.</summary>
internal interface IColumnTerm
{
    /// <summary>The terms of neighbouring places.</summary>
    /// <param name="index">Index of the first place in the dense matrix.</param>
    /// <param name="column">Its column.</param>
    /// <param name="left">Columns that are left from there, where fewer than a vector.</param>
    Vector<float> At(nint index, int column, int left);
}

/// <summary>The numbers of the matrix themselves.</summary>
internal readonly unsafe struct ColumnValue(float* x) : IColumnTerm
{
    public Vector<float> At(nint index, int column, int left) => Lanes.Load(x + index, left);
}

/// <summary>
/// Sums down the columns of a matrix, the same bits at any number of threads: the rows are cut into parts by shape, and
/// the parts are added in their order. Lanes are columns.
/// </summary>
internal static unsafe class ColumnSums
{
    private const int MostParts = 16;
    private const int NumbersInPart = 16 * 1024;

    // Sums of short blocks are added to sums of parts and these to the whole, so that errors grow with the longest of the
    // three and not with the number of rows.
    private const int RowsInBlock = 64;

    /// <summary>sums[j] = Σi term[i, j].</summary>
    public static void Run<T>(int rows, int columns, T term, Span<float> sums)
        where T : unmanaged, IColumnTerm
    {
        var parts = (int)Math.Clamp((long)rows * columns / NumbersInPart, 1, MostParts);
        using var partSums = Scratch.Rent(parts * columns);
        Workers.For(parts, new SumPart<T>(term, rows, columns, (rows + parts - 1) / parts, partSums.Pointer));
        sums.Clear();
        for (var part = 0; part < parts; part++)
        {
            TensorPrimitives.Add(sums, partSums.Span.Slice(part * columns, columns), sums);
        }
    }

    private readonly struct SumPart<T>(T term, int rows, int columns, int rowsInPart, float* partSums) : IChunkedWork
        where T : unmanaged, IColumnTerm
    {
        public void Run(int part)
        {
            var sums = partSums + ((nint)part * columns);
            new Span<float>(sums, columns).Clear();
            var end = Math.Min(rows, (part + 1) * rowsInPart);
            for (var first = part * rowsInPart; first < end; first += RowsInBlock)
            {
                var last = Math.Min(first + RowsInBlock, end);
                for (var j = 0; j < columns; j += Lanes.Width)
                {
                    var sum = Vector<float>.Zero;
                    for (var i = first; i < last; i++)
                    {
                        sum += term.At(((nint)i * columns) + j, j, columns - j);
                    }

                    Lanes.Add(sum, sums + j, columns - j);
                }
            }
        }
    }
}
