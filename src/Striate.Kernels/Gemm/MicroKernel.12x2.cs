using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

internal static unsafe partial class MicroKernel
{
    // 12 rows of 2 vectors: 24 accumulators + 2 of b + 1 broadcast of a = 27 registers, of the 32 that Vector512 has.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run12x2<V>(in Depth depth, float* firstA, float* firstB, float* c, nint ldc, bool accumulate)
        where V : unmanaged, IVector<V>
    {
        V c00 = V.Create(0), c01 = V.Create(0);
        V c10 = V.Create(0), c11 = V.Create(0);
        V c20 = V.Create(0), c21 = V.Create(0);
        V c30 = V.Create(0), c31 = V.Create(0);
        V c40 = V.Create(0), c41 = V.Create(0);
        V c50 = V.Create(0), c51 = V.Create(0);
        V c60 = V.Create(0), c61 = V.Create(0);
        V c70 = V.Create(0), c71 = V.Create(0);
        V c80 = V.Create(0), c81 = V.Create(0);
        V c90 = V.Create(0), c91 = V.Create(0);
        V ca0 = V.Create(0), ca1 = V.Create(0);
        V cb0 = V.Create(0), cb1 = V.Create(0);
        var (K, rowStride, stepStride, bStride) = (depth.Steps, depth.RowStride, depth.StepStride, depth.RightStepStride);
        Prefetch<V>(depth, c, ldc, 12, 2);
        for (var segment = 0; segment < depth.Segments; segment++)
        {
            var a = firstA + (segment * depth.SegmentStride);
            var b = firstB + (segment * depth.RightSegmentStride);
            var a3 = a + (3 * rowStride);
            var a6 = a + (6 * rowStride);
            var a9 = a + (9 * rowStride);
            for (var k = 0; k < K; k++)
            {
                var b0 = V.Load(b);
                var b1 = V.Load(b + V.Count);
                var t = V.Create(a[0]);
                c00 = V.MultiplyAdd(t, b0, c00);
                c01 = V.MultiplyAdd(t, b1, c01);
                t = V.Create(a[rowStride]);
                c10 = V.MultiplyAdd(t, b0, c10);
                c11 = V.MultiplyAdd(t, b1, c11);
                t = V.Create(a[2 * rowStride]);
                c20 = V.MultiplyAdd(t, b0, c20);
                c21 = V.MultiplyAdd(t, b1, c21);
                t = V.Create(a3[0]);
                c30 = V.MultiplyAdd(t, b0, c30);
                c31 = V.MultiplyAdd(t, b1, c31);
                t = V.Create(a3[rowStride]);
                c40 = V.MultiplyAdd(t, b0, c40);
                c41 = V.MultiplyAdd(t, b1, c41);
                t = V.Create(a3[2 * rowStride]);
                c50 = V.MultiplyAdd(t, b0, c50);
                c51 = V.MultiplyAdd(t, b1, c51);
                t = V.Create(a6[0]);
                c60 = V.MultiplyAdd(t, b0, c60);
                c61 = V.MultiplyAdd(t, b1, c61);
                t = V.Create(a6[rowStride]);
                c70 = V.MultiplyAdd(t, b0, c70);
                c71 = V.MultiplyAdd(t, b1, c71);
                t = V.Create(a6[2 * rowStride]);
                c80 = V.MultiplyAdd(t, b0, c80);
                c81 = V.MultiplyAdd(t, b1, c81);
                t = V.Create(a9[0]);
                c90 = V.MultiplyAdd(t, b0, c90);
                c91 = V.MultiplyAdd(t, b1, c91);
                t = V.Create(a9[rowStride]);
                ca0 = V.MultiplyAdd(t, b0, ca0);
                ca1 = V.MultiplyAdd(t, b1, ca1);
                t = V.Create(a9[2 * rowStride]);
                cb0 = V.MultiplyAdd(t, b0, cb0);
                cb1 = V.MultiplyAdd(t, b1, cb1);
                a += stepStride;
                a3 += stepStride;
                a6 += stepStride;
                a9 += stepStride;
                b += bStride;
            }
        }

        Store(c, c00, c01, accumulate);
        Store(c + ldc, c10, c11, accumulate);
        Store(c + (2 * ldc), c20, c21, accumulate);
        Store(c + (3 * ldc), c30, c31, accumulate);
        Store(c + (4 * ldc), c40, c41, accumulate);
        Store(c + (5 * ldc), c50, c51, accumulate);
        Store(c + (6 * ldc), c60, c61, accumulate);
        Store(c + (7 * ldc), c70, c71, accumulate);
        Store(c + (8 * ldc), c80, c81, accumulate);
        Store(c + (9 * ldc), c90, c91, accumulate);
        Store(c + (10 * ldc), ca0, ca1, accumulate);
        Store(c + (11 * ldc), cb0, cb1, accumulate);
    }
}
