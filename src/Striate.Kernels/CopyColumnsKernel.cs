using Striate.Kernels.Threading;

namespace Striate.Kernels;

/// <summary>Copies a range of columns from one matrix into a range of another: channels of channels-last images.</summary>
public static unsafe partial class CopyColumnsKernel
{
    /// <summary>y[i, yStart + j] = x[i, xStart + j] for all rows i and j below <paramref name="count"/>.</summary>
    /// <param name="x">Source, rows of <paramref name="xColumns"/>.</param>
    /// <param name="xColumns">Columns of x.</param>
    /// <param name="xStart">First column read.</param>
    /// <param name="y">Target, rows of <paramref name="yColumns"/>; its other columns stay as they are.</param>
    /// <param name="yColumns">Columns of y.</param>
    /// <param name="yStart">First column written.</param>
    /// <param name="count">Columns copied.</param>
    /// <exception cref="ShapeException">The matrices differ in rows, or a range leaves its matrix.</exception>
    public static void Run(ReadOnlySpan<float> x, int xColumns, int xStart, Span<float> y, int yColumns, int yStart, int count)
    {
        if (count < 0 || xStart < 0 || yStart < 0 || xStart + count > xColumns || yStart + count > yColumns || xColumns < 1 || yColumns < 1)
        {
            throw new ShapeException($"columns {xStart}…{xStart + count} of {xColumns} do not go to {yStart}…{yStart + count} of {yColumns}.");
        }

        var rows = x.Length / xColumns;
        Border.Length(x, (long)rows * xColumns);
        Border.Length(y, (long)rows * yColumns);
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(rows, Math.Max(1, Border.Grain / Math.Max(1, count)), new CopyRows(px + xStart, xColumns, py + yStart, yColumns, count));
        }
    }

    private readonly struct CopyRows(float* x, int xColumns, float* y, int yColumns, int count) : IRangeWork
    {
        public void Run(int start, int length)
        {
            for (var i = start; i < start + length; i++)
            {
                new ReadOnlySpan<float>(x + ((nint)i * xColumns), count).CopyTo(new Span<float>(y + ((nint)i * yColumns), count));
            }
        }
    }
}
