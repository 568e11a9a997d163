using Striate.Kernels.Threading;

namespace Striate.Kernels;

/// <summary>Rows of a table by their places, and the gradient of the table.</summary>
public static unsafe partial class EmbeddingKernel
{
    // Columns of a piece of the gradient: as each piece walks over all places, rows are added in one order at any number of threads.
    private const int ColumnsInPiece = 64;

    /// <summary>y[i] = table[places[i]].</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="columns">Numbers of a row, at least 1.</param>
    /// <param name="table">rows · columns numbers.</param>
    /// <param name="places">Whole numbers from 0 to rows − 1.</param>
    /// <param name="y">A row for each place.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a place is no row.</exception>
    public static void Forward(int rows, int columns, ReadOnlySpan<float> table, ReadOnlySpan<float> places, Span<float> y)
    {
        Check(rows, columns, places, y);
        Border.Length(table, (long)rows * columns);
        fixed (float* pt = table, pp = places, py = y)
        {
            Workers.ForRange(places.Length, Border.UnitsInPiece(columns), new ForwardWork(columns, pt, pp, py));
        }
    }

    /// <summary>dtable[r] = Σ dy[i] over the places i that are r, and 0 for the padding row.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="columns">Numbers of a row.</param>
    /// <param name="places">What <see cref="Forward"/> was given.</param>
    /// <param name="paddingIndex">The row that stays as it is; null for none.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dtable">Gradient of the table, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or a place is no row.</exception>
    public static void Backward(int rows, int columns, ReadOnlySpan<float> places, int? paddingIndex, ReadOnlySpan<float> dy, Span<float> dtable)
    {
        Check(rows, columns, places, dy);
        Border.Length(dtable, (long)rows * columns);
        dtable.Clear();
        fixed (float* pp = places, pdy = dy, pdt = dtable)
        {
            Workers.ForRange(columns, ColumnsInPiece, new BackwardWork(columns, pp, places.Length, paddingIndex ?? -1, pdy, pdt));
        }
    }

    private static void Check(int rows, int columns, ReadOnlySpan<float> places, ReadOnlySpan<float> y)
    {
        Border.Length(y, (long)places.Length * columns);
        for (var i = 0; i < places.Length; i++)
        {
            if (!(places[i] >= 0 && places[i] < rows && places[i] == MathF.Floor(places[i])))
            {
                throw new ShapeException($"place {places[i]} at {i} is no row: a table [{rows}, {columns}] has the rows 0 to {rows - 1}.");
            }
        }
    }

    private readonly struct ForwardWork(int columns, float* table, float* places, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                new ReadOnlySpan<float>(table + ((nint)places[i] * columns), columns).CopyTo(new Span<float>(y + ((nint)i * columns), columns));
            }
        }
    }

    private readonly struct BackwardWork(int columns, float* places, int count, int paddingIndex, float* dy, float* dtable) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = 0; i < count; i++)
            {
                if ((int)places[i] == paddingIndex)
                {
                    continue;
                }

                float* source = dy + ((nint)i * columns) + start, target = dtable + ((nint)places[i] * columns) + start;
                for (var j = 0; j < length; j += Lanes.Width)
                {
                    Lanes.Add(Lanes.Load(source + j, length - j), target + j, length - j);
                }
            }
        }
    }
}
