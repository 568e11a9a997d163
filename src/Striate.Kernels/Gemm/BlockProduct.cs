using Striate.Kernels.Threading;

namespace Striate.Kernels.Gemm;

/// <summary>The left factor: element (i, k) stands at Pointer[i·RowStride + k·StepStride].</summary>
internal readonly unsafe record struct LeftFactor(nint Address, nint RowStride, nint StepStride)
{
    public float* Pointer => (float*)Address;

    public LeftFactor Skip(nint rows, nint steps) =>
        this with { Address = (nint)(Pointer + (rows * RowStride) + (steps * StepStride)) };
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
        var (mr, nr) = (MicroKernel.Rows, MicroKernel.Columns);
        var rim = M % mr;
        using var scratch = Scratch.Rent(rim > 0 ? mr * K : 0);
        if (rim > 0)
        {
            CopyRim(a.Skip(M - rim, 0), rim, mr, K, scratch.Pointer);
        }

        var tile = stackalloc float[MicroKernel.LargestTile];
        for (var j = 0; j < N; j += nr)
        {
            var panel = b.Pointer + (j / nr * b.PanelStride);
            var columns = Math.Min(nr, N - j);
            for (var i = 0; i < M; i += mr)
            {
                var rows = Math.Min(mr, M - i);
                var left = rows == mr ? a.Skip(i, 0) : new LeftFactor((nint)scratch.Pointer, 1, mr);
                var target = c + (i * ldc) + j;
                if (rows == mr && columns == nr)
                {
                    MicroKernel.Run(K, left.Pointer, left.RowStride, left.StepStride, panel, b.StepStride, target, ldc, accumulate);
                }
                else
                {
                    MicroKernel.Run(K, left.Pointer, left.RowStride, left.StepStride, panel, b.StepStride, tile, nr, false);
                    CopyTile(tile, nr, rows, columns, target, ldc, accumulate);
                }
            }
        }
    }

    // The last rows, fewer than a tile has: [K][mr], the missing ones zero, so that the tile reads nothing past the end.
    private static void CopyRim(LeftFactor a, int rows, int mr, int K, float* target)
    {
        for (var k = 0; k < K; k++, target += mr)
        {
            for (var i = 0; i < mr; i++)
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
