using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

internal static unsafe partial class MicroKernel
{
    // 3 rows of 1 vector, for few columns and rows. Its sums wait for one another, which still costs less than rows that nobody asked for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run3x1<V>(in Depth depth, float* firstA, float* firstB, float* c, nint ldc, bool accumulate)
        where V : unmanaged, IVector<V>
    {
        V c00 = V.Create(0);
        V c10 = V.Create(0);
        V c20 = V.Create(0);
        var (K, rowStride, stepStride, bStride) = (depth.Steps, depth.RowStride, depth.StepStride, depth.RightStepStride);
        Prefetch<V>(depth, c, ldc, 3, 1);
        for (var segment = 0; segment < depth.Segments; segment++)
        {
            var a = firstA + (segment * depth.SegmentStride);
            var b = firstB + (segment * depth.RightSegmentStride);
            for (var k = 0; k < K; k++)
            {
                var b0 = V.Load(b);
                V.Accumulate(V.Create(a[0]), b0, ref c00);
                V.Accumulate(V.Create(a[rowStride]), b0, ref c10);
                V.Accumulate(V.Create(a[2 * rowStride]), b0, ref c20);
                a += stepStride;
                b += bStride;
            }
        }

        Store(c, c00, accumulate);
        Store(c + ldc, c10, accumulate);
        Store(c + (2 * ldc), c20, accumulate);
    }
}
