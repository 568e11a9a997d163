using System.Numerics.Tensors;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Reduce;

/// <summary>What is summed down the columns of a matrix: two numbers for each place, so that two sums take one sweep.</summary>
internal interface IColumnTerms
{
    /// <summary>The sums over some rows of a vector of columns.</summary>
    /// <param name="index">Index of the first place in the dense matrix.</param>
    /// <param name="stride">Distance to the same columns of the next row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="column">The first column.</param>
    /// <param name="left">Columns that are left from there, where fewer than a vector.</param>
    (V First, V Second) Sum<V>(nint index, nint stride, int rows, int column, int left)
        where V : unmanaged, IVector<V>;
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

    /// <summary>first[j] = Σi terms[i, j].First, second[j] = Σi terms[i, j].Second; an empty span is a sum that nobody wants.</summary>
    public static void Run<T>(int rows, int columns, T terms, Span<float> first, Span<float> second)
        where T : unmanaged, IColumnTerms
    {
        var parts = (int)Math.Clamp((long)rows * columns / NumbersInPart, 1, MostParts);
        using var partSums = Scratch.Rent(parts * columns * 2);
        Workers.For(parts, new SumPart<T>(terms, rows, columns, (rows + parts - 1) / parts, partSums.Pointer));
        AddParts(partSums.Span, parts, columns, first);
        AddParts(partSums.Span[columns..], parts, columns, second);
    }

    private static void AddParts(ReadOnlySpan<float> partSums, int parts, int columns, Span<float> sums)
    {
        sums.Clear();
        for (var part = 0; part < parts && sums.Length > 0; part++)
        {
            TensorPrimitives.Add(sums, partSums.Slice(part * columns * 2, columns), sums);
        }
    }

    private readonly struct SumPart<T>(T terms, int rows, int columns, int rowsInPart, float* partSums) : IChunkedWork, IVectorChunk
        where T : unmanaged, IColumnTerms
    {
        public void Run(int part) => ByWidth.Run(this, part);

        public void Run<V>(int part)
            where V : unmanaged, IVector<V>
        {
            var sums = partSums + ((nint)part * columns * 2);
            new Span<float>(sums, columns * 2).Clear();
            var end = Math.Min(rows, (part + 1) * rowsInPart);
            for (var start = part * rowsInPart; start < end; start += RowsInBlock)
            {
                var count = Math.Min(RowsInBlock, end - start);
                var j = 0;
                for (; j <= columns - Four<V>.Count; j += Four<V>.Count)
                {
                    Add<Four<V>>(start, count, j, sums);
                }

                for (; j < columns; j += V.Count)
                {
                    Add<V>(start, count, j, sums);
                }
            }
        }

        private void Add<V>(int row, int count, int column, float* sums)
            where V : unmanaged, IVector<V>
        {
            var left = columns - column;
            var (first, second) = terms.Sum<V>(((nint)row * columns) + column, columns, count, column, left);
            VectorPart.Store(VectorPart.Load<V>(sums + column, left) + first, sums + column, left);
            VectorPart.Store(VectorPart.Load<V>(sums + columns + column, left) + second, sums + columns + column, left);
        }
    }
}
