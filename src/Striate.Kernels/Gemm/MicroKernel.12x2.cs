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
                V.Accumulate(t, b0, ref c00);
                V.Accumulate(t, b1, ref c01);
                t = V.Create(a[rowStride]);
                V.Accumulate(t, b0, ref c10);
                V.Accumulate(t, b1, ref c11);
                t = V.Create(a[2 * rowStride]);
                V.Accumulate(t, b0, ref c20);
                V.Accumulate(t, b1, ref c21);
                t = V.Create(a3[0]);
                V.Accumulate(t, b0, ref c30);
                V.Accumulate(t, b1, ref c31);
                t = V.Create(a3[rowStride]);
                V.Accumulate(t, b0, ref c40);
                V.Accumulate(t, b1, ref c41);
                t = V.Create(a3[2 * rowStride]);
                V.Accumulate(t, b0, ref c50);
                V.Accumulate(t, b1, ref c51);
                t = V.Create(a6[0]);
                V.Accumulate(t, b0, ref c60);
                V.Accumulate(t, b1, ref c61);
                t = V.Create(a6[rowStride]);
                V.Accumulate(t, b0, ref c70);
                V.Accumulate(t, b1, ref c71);
                t = V.Create(a6[2 * rowStride]);
                V.Accumulate(t, b0, ref c80);
                V.Accumulate(t, b1, ref c81);
                t = V.Create(a9[0]);
                V.Accumulate(t, b0, ref c90);
                V.Accumulate(t, b1, ref c91);
                t = V.Create(a9[rowStride]);
                V.Accumulate(t, b0, ref ca0);
                V.Accumulate(t, b1, ref ca1);
                t = V.Create(a9[2 * rowStride]);
                V.Accumulate(t, b0, ref cb0);
                V.Accumulate(t, b1, ref cb1);
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
