using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

/// <summary>
/// The innermost product: one tile of results held in registers over the whole depth. c[i, j] (+)= Σk a[i·rowStride +
/// k·stepStride] · b[k·bStride + j]. With its two strides a is read in place, as it stands or transposed; b offers full rows
/// of <see cref="Columns"/> numbers. The body of each tile is written once for all widths of vectors.
/// </summary>
internal static unsafe partial class MicroKernel
{
    /// <summary>Columns of the widest tile, and of a panel of the right factor.</summary>
    public static int Columns => Wide.Columns;

    /// <summary>The tile that keeps the most registers busy.</summary>
    public static Tile Wide { get; } = Simd.Width switch
    {
        16 => new Tile(12, 32, &Run12x2<Floats16>),
        8 => new Tile(6, 16, &Run6x2<Floats8>),
        4 => new Tile(6, 8, &Run6x2<Floats4>),
        _ => new Tile(4, 4, &Run4x4),
    };

    /// <summary>The tile for a last panel that is at most half full.</summary>
    public static Tile Narrow { get; } = Simd.Width switch
    {
        16 => new Tile(12, 16, &Run12x1<Floats16>),
        8 => new Tile(12, 8, &Run12x1<Floats8>),
        4 => new Tile(12, 4, &Run12x1<Floats4>),
        _ => Wide,
    };

    /// <summary>The tile for few last rows.</summary>
    public static Tile Short { get; } = Simd.Width == 16 ? new Tile(6, 32, &Run6x2<Floats16>) : Wide;

    /// <summary>Rows of the tallest tile.</summary>
    public const int MostRows = 12;

    /// <summary>Numbers in the largest tile on any machine.</summary>
    public const int LargestTile = 12 * 32;

    // 4×4 in plain C#, for machines without vectors.
    internal static void Run4x4(int K, float* a, nint rowStride, nint stepStride, float* b, nint bStride, float* c, nint ldc, bool accumulate)
    {
        for (var i = 0; i < 4; i++, a += rowStride, c += ldc)
        {
            float c0 = 0, c1 = 0, c2 = 0, c3 = 0;
            var ak = a;
            var bk = b;
            for (var k = 0; k < K; k++, ak += stepStride, bk += bStride)
            {
                var t = *ak;
                c0 += t * bk[0];
                c1 += t * bk[1];
                c2 += t * bk[2];
                c3 += t * bk[3];
            }

            c[0] = accumulate ? c[0] + c0 : c0;
            c[1] = accumulate ? c[1] + c1 : c1;
            c[2] = accumulate ? c[2] + c2 : c2;
            c[3] = accumulate ? c[3] + c3 : c3;
        }
    }
}
