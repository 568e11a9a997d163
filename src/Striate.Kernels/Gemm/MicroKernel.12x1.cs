using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

internal static unsafe partial class MicroKernel
{
    // 12 rows of 1 vector, for few columns: 12 accumulators + 1 of b + 1 broadcast of a = 14 registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run12x1<V>(in Depth depth, float* firstA, float* firstB, float* c, nint ldc, bool accumulate)
        where V : unmanaged, IVector<V>
    {
        V c00 = V.Create(0);
        V c10 = V.Create(0);
        V c20 = V.Create(0);
        V c30 = V.Create(0);
        V c40 = V.Create(0);
        V c50 = V.Create(0);
        V c60 = V.Create(0);
        V c70 = V.Create(0);
        V c80 = V.Create(0);
        V c90 = V.Create(0);
        V ca0 = V.Create(0);
        V cb0 = V.Create(0);
        var (K, rowStride, stepStride, bStride) = (depth.Steps, depth.RowStride, depth.StepStride, depth.RightStepStride);
        Prefetch<V>(depth, c, ldc, 12, 1);
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
                var t = V.Create(a[0]);
                V.Accumulate(t, b0, ref c00);
                t = V.Create(a[rowStride]);
                V.Accumulate(t, b0, ref c10);
                t = V.Create(a[2 * rowStride]);
                V.Accumulate(t, b0, ref c20);
                t = V.Create(a3[0]);
                V.Accumulate(t, b0, ref c30);
                t = V.Create(a3[rowStride]);
                V.Accumulate(t, b0, ref c40);
                t = V.Create(a3[2 * rowStride]);
                V.Accumulate(t, b0, ref c50);
                t = V.Create(a6[0]);
                V.Accumulate(t, b0, ref c60);
                t = V.Create(a6[rowStride]);
                V.Accumulate(t, b0, ref c70);
                t = V.Create(a6[2 * rowStride]);
                V.Accumulate(t, b0, ref c80);
                t = V.Create(a9[0]);
                V.Accumulate(t, b0, ref c90);
                t = V.Create(a9[rowStride]);
                V.Accumulate(t, b0, ref ca0);
                t = V.Create(a9[2 * rowStride]);
                V.Accumulate(t, b0, ref cb0);
                a += stepStride;
                a3 += stepStride;
                a6 += stepStride;
                a9 += stepStride;
                b += bStride;
            }
        }

        Store(c, c00, accumulate);
        Store(c + ldc, c10, accumulate);
        Store(c + (2 * ldc), c20, accumulate);
        Store(c + (3 * ldc), c30, accumulate);
        Store(c + (4 * ldc), c40, accumulate);
        Store(c + (5 * ldc), c50, accumulate);
        Store(c + (6 * ldc), c60, accumulate);
        Store(c + (7 * ldc), c70, accumulate);
        Store(c + (8 * ldc), c80, accumulate);
        Store(c + (9 * ldc), c90, accumulate);
        Store(c + (10 * ldc), ca0, accumulate);
        Store(c + (11 * ldc), cb0, accumulate);
    }
}
