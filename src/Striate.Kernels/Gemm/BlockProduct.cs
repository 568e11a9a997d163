using Striate.Kernels.Threading;

namespace Striate.Kernels.Gemm;

/// <summary>The left factor: element (i, k) stands at Pointer[i·RowStride + k·StepStride].</summary>
internal readonly unsafe record struct LeftFactor(nint Address, nint RowStride, nint StepStride)
{
    private const int Gap = 16;

    public float* Pointer => (float*)Address;

    public LeftFactor Skip(nint rows, nint steps) =>
        this with { Address = (nint)(Pointer + (rows * RowStride) + (steps * StepStride)) };

    /// <summary>Numbers that a copy of a block takes.</summary>
    public static int CopyLength(int rows, int steps) => (rows * steps) + (Gap * Math.Max(rows, steps));

    /// <summary>Copies a block, in its own order, with a gap between its lines.</summary>
    /// <param name="target">Room for <see cref="CopyLength"/> numbers.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="steps">Steps of the block.</param>
    /// <returns>The copy.</returns>
    public LeftFactor CopyTo(float* target, int rows, int steps)
    {
        var (lines, length, stride) = StepStride == 1 ? (rows, steps, RowStride) : (steps, rows, StepStride);
        for (var i = 0; i < lines; i++)
        {
            new ReadOnlySpan<float>(Pointer + (i * stride), length).CopyTo(new Span<float>(target + ((nint)i * (length + Gap)), length));
        }

        return StepStride == 1 ? new LeftFactor((nint)target, length + Gap, 1) : new LeftFactor((nint)target, 1, length + Gap);
    }
}

/// <summary>
/// The right factor in panels of <see cref="MicroKernel.Columns"/> columns: element (k, j) of panel p stands at
/// Pointer[p·PanelStride + k·StepStride + j]. Every panel is full: columns past the last are readable, whatever they hold.
/// </summary>
internal readonly unsafe record struct RightFactor(nint Address, nint PanelStride, nint StepStride)
{
    public float* Pointer => (float*)Address;
}

/// <summary>A product of two blocks on one thread, of any size: whole tiles in place, rims through a small tile of their own.</summary>
internal static unsafe class BlockProduct
{
    /// <summary>c[M×N] (+)= a[M×K] · b[K×N].</summary>
    public static void Run(int M, int N, int K, LeftFactor a, RightFactor b, float* c, nint ldc, bool accumulate)
    {
        var nr = MicroKernel.Columns;
        var tile = stackalloc float[MicroKernel.LargestTile];
        var rimStart = -1;
        using var rim = Scratch.Rent(MicroKernel.MostRows * K);
        for (var j = 0; j < N; j += nr)
        {
            var panel = b.Pointer + (j / nr * b.PanelStride);
            var columns = Math.Min(nr, N - j);
            var tall = columns > MicroKernel.Narrow.Columns ? MicroKernel.Wide : MicroKernel.Narrow;
            for (var i = 0; i < M;)
            {
                var rows = M - i;
                var shape = rows <= MicroKernel.Short.Rows && columns > MicroKernel.Narrow.Columns ? MicroKernel.Short : tall;
                var target = c + (i * ldc) + j;
                if (rows >= shape.Rows && columns == shape.Columns)
                {
                    shape.Run(K, a.Skip(i, 0), panel, b.StepStride, target, ldc, accumulate);
                }
                else
                {
                    var left = a.Skip(i, 0);
                    if (rows < shape.Rows)
                    {
                        if (rimStart != i)
                        {
                            CopyRim(left, rows, K, rim.Pointer);
                            rimStart = i;
                        }

                        left = new LeftFactor((nint)rim.Pointer, 1, MicroKernel.MostRows);
                    }

                    shape.Run(K, left, panel, b.StepStride, tile, shape.Columns, false);
                    CopyTile(tile, shape.Columns, Math.Min(rows, shape.Rows), columns, target, ldc, accumulate);
                }

                i += shape.Rows;
            }
        }
    }

    // The last rows, fewer than a tile has: [K][rows of any tile], the missing ones zero, so that the tile reads nothing past the end.
    private static void CopyRim(LeftFactor a, int rows, int K, float* target)
    {
        for (var k = 0; k < K; k++, target += MicroKernel.MostRows)
        {
            for (var i = 0; i < MicroKernel.MostRows; i++)
            {
                target[i] = i < rows ? a.Pointer[(i * a.RowStride) + (k * a.StepStride)] : 0;
            }
        }
    }

    private static void CopyTile(float* tile, int nr, int rows, int columns, float* c, nint ldc, bool accumulate)
    {
        for (var i = 0; i < rows; i++, tile += nr, c += ldc)
        {
            for (var j = 0; j < columns; j++)
            {
                c[j] = accumulate ? c[j] + tile[j] : tile[j];
            }
        }
    }
}
