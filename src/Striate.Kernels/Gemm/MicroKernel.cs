namespace Striate.Kernels.Gemm;

/// <summary>
/// The innermost product: one tile of <see cref="Rows"/> × <see cref="Columns"/> results held in registers over the whole
/// depth. c[i, j] (+)= Σk a[i·rowStride + k·stepStride] · b[k·bStride + j]. With its two strides a is read in place,
/// as it stands or transposed; b offers full rows of <see cref="Columns"/> numbers.
/// </summary>
internal static unsafe partial class MicroKernel
{
    /// <summary>Rows of the tile.</summary>
    public static int Rows => Simd.Width switch { 16 => 12, 8 => 6, 4 => 6, _ => 4 };

    /// <summary>Columns of the tile.</summary>
    public static int Columns => Simd.Width switch { 16 => 32, 8 => 16, 4 => 8, _ => 4 };

    /// <summary>The largest tile on any machine, in numbers.</summary>
    public const int LargestTile = 12 * 32;

    /// <summary>Computes one full tile.</summary>
    public static void Run(int K, float* a, nint rowStride, nint stepStride, float* b, nint bStride, float* c, nint ldc, bool accumulate)
    {
        switch (Simd.Width)
        {
            case 16:
                Run12x32(K, a, rowStride, stepStride, b, bStride, c, ldc, accumulate);
                break;
            case 8:
                Run6x16(K, a, rowStride, stepStride, b, bStride, c, ldc, accumulate);
                break;
            case 4:
                Run6x8(K, a, rowStride, stepStride, b, bStride, c, ldc, accumulate);
                break;
            default:
                Run4x4(K, a, rowStride, stepStride, b, bStride, c, ldc, accumulate);
                break;
        }
    }

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
