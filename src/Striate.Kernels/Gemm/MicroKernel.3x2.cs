using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

internal static unsafe partial class MicroKernel
{
    // 3 rows of 2 vectors, for few last rows. The windows of pictures in three colours are a multiple of three long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run3x2<V>(in Depth depth, float* firstA, float* firstB, float* c, nint ldc, bool accumulate)
        where V : unmanaged, IVector<V>
    {
        V c00 = V.Create(0), c01 = V.Create(0);
        V c10 = V.Create(0), c11 = V.Create(0);
        V c20 = V.Create(0), c21 = V.Create(0);
        var (K, rowStride, stepStride, bStride) = (depth.Steps, depth.RowStride, depth.StepStride, depth.RightStepStride);
        Prefetch<V>(depth, c, ldc, 3, 2);
        for (var segment = 0; segment < depth.Segments; segment++)
        {
            var a = firstA + (segment * depth.SegmentStride);
            var b = firstB + (segment * depth.RightSegmentStride);
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
                a += stepStride;
                b += bStride;
            }
        }

        Store(c, c00, c01, accumulate);
        Store(c + ldc, c10, c11, accumulate);
        Store(c + (2 * ldc), c20, c21, accumulate);
    }
}
