using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

internal static unsafe partial class MicroKernel
{
    // 6 rows of 1 vector, for few columns and rows: 6 accumulators, which still hide the 4 cycles that a multiply-add takes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run6x1<V>(in Depth depth, float* firstA, float* firstB, float* c, nint ldc, bool accumulate)
        where V : unmanaged, IVector<V>
    {
        V c00 = V.Create(0);
        V c10 = V.Create(0);
        V c20 = V.Create(0);
        V c30 = V.Create(0);
        V c40 = V.Create(0);
        V c50 = V.Create(0);
        var (K, rowStride, stepStride, bStride) = (depth.Steps, depth.RowStride, depth.StepStride, depth.RightStepStride);
        Prefetch<V>(depth, c, ldc, 6, 1);
        for (var segment = 0; segment < depth.Segments; segment++)
        {
            var a = firstA + (segment * depth.SegmentStride);
            var b = firstB + (segment * depth.RightSegmentStride);
            var a3 = a + (3 * rowStride);
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
                a += stepStride;
                a3 += stepStride;
                b += bStride;
            }
        }

        Store(c, c00, accumulate);
        Store(c + ldc, c10, accumulate);
        Store(c + (2 * ldc), c20, accumulate);
        Store(c + (3 * ldc), c30, accumulate);
        Store(c + (4 * ldc), c40, accumulate);
        Store(c + (5 * ldc), c50, accumulate);
    }
}
