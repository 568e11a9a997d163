using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Striate.Kernels.Gemm;

internal static unsafe partial class MicroKernel
{
    // 6×16 on Vector256: 12 accumulators + 2 of b + 1 broadcast of a = 15 of 16 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run6x16(int K, float* a, nint rowStride, nint stepStride, float* b, nint bStride, float* c, nint ldc, bool accumulate)
    {
        Vector256<float> c00 = default, c01 = default;
        Vector256<float> c10 = default, c11 = default;
        Vector256<float> c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default;
        Vector256<float> c40 = default, c41 = default;
        Vector256<float> c50 = default, c51 = default;
        var a3 = a + (3 * rowStride);
        for (var k = 0; k < K; k++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var t = Vector256.Create(a[0]);
            c00 = Vector256.MultiplyAddEstimate(t, b0, c00);
            c01 = Vector256.MultiplyAddEstimate(t, b1, c01);
            t = Vector256.Create(a[rowStride]);
            c10 = Vector256.MultiplyAddEstimate(t, b0, c10);
            c11 = Vector256.MultiplyAddEstimate(t, b1, c11);
            t = Vector256.Create(a[2 * rowStride]);
            c20 = Vector256.MultiplyAddEstimate(t, b0, c20);
            c21 = Vector256.MultiplyAddEstimate(t, b1, c21);
            t = Vector256.Create(a3[0]);
            c30 = Vector256.MultiplyAddEstimate(t, b0, c30);
            c31 = Vector256.MultiplyAddEstimate(t, b1, c31);
            t = Vector256.Create(a3[rowStride]);
            c40 = Vector256.MultiplyAddEstimate(t, b0, c40);
            c41 = Vector256.MultiplyAddEstimate(t, b1, c41);
            t = Vector256.Create(a3[2 * rowStride]);
            c50 = Vector256.MultiplyAddEstimate(t, b0, c50);
            c51 = Vector256.MultiplyAddEstimate(t, b1, c51);
            a += stepStride;
            a3 += stepStride;
            b += bStride;
        }

        Store6x16(c, c00, c01, accumulate);
        Store6x16(c + ldc, c10, c11, accumulate);
        Store6x16(c + (2 * ldc), c20, c21, accumulate);
        Store6x16(c + (3 * ldc), c30, c31, accumulate);
        Store6x16(c + (4 * ldc), c40, c41, accumulate);
        Store6x16(c + (5 * ldc), c50, c51, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store6x16(float* c, Vector256<float> v0, Vector256<float> v1, bool accumulate)
    {
        if (accumulate)
        {
            v0 += Vector256.Load(c);
            v1 += Vector256.Load(c + 8);
        }

        v0.Store(c);
        v1.Store(c + 8);
    }
}
