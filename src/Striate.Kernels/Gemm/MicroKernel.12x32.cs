using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Striate.Kernels.Gemm;

internal static unsafe partial class MicroKernel
{
    // 12×32 on Vector512: 24 accumulators + 2 of b + 1 broadcast of a = 27 of 32 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run12x32(int K, float* a, nint rowStride, nint stepStride, float* b, nint bStride, float* c, nint ldc, bool accumulate)
    {
        Vector512<float> c00 = default, c01 = default;
        Vector512<float> c10 = default, c11 = default;
        Vector512<float> c20 = default, c21 = default;
        Vector512<float> c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default;
        Vector512<float> c50 = default, c51 = default;
        Vector512<float> c60 = default, c61 = default;
        Vector512<float> c70 = default, c71 = default;
        Vector512<float> c80 = default, c81 = default;
        Vector512<float> c90 = default, c91 = default;
        Vector512<float> ca0 = default, ca1 = default;
        Vector512<float> cb0 = default, cb1 = default;
        var a3 = a + (3 * rowStride);
        var a6 = a + (6 * rowStride);
        var a9 = a + (9 * rowStride);
        for (var k = 0; k < K; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var t = Vector512.Create(a[0]);
            c00 = Vector512.MultiplyAddEstimate(t, b0, c00);
            c01 = Vector512.MultiplyAddEstimate(t, b1, c01);
            t = Vector512.Create(a[rowStride]);
            c10 = Vector512.MultiplyAddEstimate(t, b0, c10);
            c11 = Vector512.MultiplyAddEstimate(t, b1, c11);
            t = Vector512.Create(a[2 * rowStride]);
            c20 = Vector512.MultiplyAddEstimate(t, b0, c20);
            c21 = Vector512.MultiplyAddEstimate(t, b1, c21);
            t = Vector512.Create(a3[0]);
            c30 = Vector512.MultiplyAddEstimate(t, b0, c30);
            c31 = Vector512.MultiplyAddEstimate(t, b1, c31);
            t = Vector512.Create(a3[rowStride]);
            c40 = Vector512.MultiplyAddEstimate(t, b0, c40);
            c41 = Vector512.MultiplyAddEstimate(t, b1, c41);
            t = Vector512.Create(a3[2 * rowStride]);
            c50 = Vector512.MultiplyAddEstimate(t, b0, c50);
            c51 = Vector512.MultiplyAddEstimate(t, b1, c51);
            t = Vector512.Create(a6[0]);
            c60 = Vector512.MultiplyAddEstimate(t, b0, c60);
            c61 = Vector512.MultiplyAddEstimate(t, b1, c61);
            t = Vector512.Create(a6[rowStride]);
            c70 = Vector512.MultiplyAddEstimate(t, b0, c70);
            c71 = Vector512.MultiplyAddEstimate(t, b1, c71);
            t = Vector512.Create(a6[2 * rowStride]);
            c80 = Vector512.MultiplyAddEstimate(t, b0, c80);
            c81 = Vector512.MultiplyAddEstimate(t, b1, c81);
            t = Vector512.Create(a9[0]);
            c90 = Vector512.MultiplyAddEstimate(t, b0, c90);
            c91 = Vector512.MultiplyAddEstimate(t, b1, c91);
            t = Vector512.Create(a9[rowStride]);
            ca0 = Vector512.MultiplyAddEstimate(t, b0, ca0);
            ca1 = Vector512.MultiplyAddEstimate(t, b1, ca1);
            t = Vector512.Create(a9[2 * rowStride]);
            cb0 = Vector512.MultiplyAddEstimate(t, b0, cb0);
            cb1 = Vector512.MultiplyAddEstimate(t, b1, cb1);
            a += stepStride;
            a3 += stepStride;
            a6 += stepStride;
            a9 += stepStride;
            b += bStride;
        }

        Store12x32(c, c00, c01, accumulate);
        Store12x32(c + ldc, c10, c11, accumulate);
        Store12x32(c + (2 * ldc), c20, c21, accumulate);
        Store12x32(c + (3 * ldc), c30, c31, accumulate);
        Store12x32(c + (4 * ldc), c40, c41, accumulate);
        Store12x32(c + (5 * ldc), c50, c51, accumulate);
        Store12x32(c + (6 * ldc), c60, c61, accumulate);
        Store12x32(c + (7 * ldc), c70, c71, accumulate);
        Store12x32(c + (8 * ldc), c80, c81, accumulate);
        Store12x32(c + (9 * ldc), c90, c91, accumulate);
        Store12x32(c + (10 * ldc), ca0, ca1, accumulate);
        Store12x32(c + (11 * ldc), cb0, cb1, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store12x32(float* c, Vector512<float> v0, Vector512<float> v1, bool accumulate)
    {
        if (accumulate)
        {
            v0 += Vector512.Load(c);
            v1 += Vector512.Load(c + 16);
        }

        v0.Store(c);
        v1.Store(c + 16);
    }
}
