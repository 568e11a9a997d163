using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

internal static unsafe partial class MicroKernel
{
    // 6 rows of 2 vectors: 12 accumulators + 2 of b + 1 broadcast of a = 15 registers, of the 16 that Vector256 and Vector128 have.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run6x2<V>(in Depth depth, float* firstA, float* firstB, float* c, nint ldc, bool accumulate)
        where V : unmanaged, IVector<V>
    {
        V c00 = V.Create(0), c01 = V.Create(0);
        V c10 = V.Create(0), c11 = V.Create(0);
        V c20 = V.Create(0), c21 = V.Create(0);
        V c30 = V.Create(0), c31 = V.Create(0);
        V c40 = V.Create(0), c41 = V.Create(0);
        V c50 = V.Create(0), c51 = V.Create(0);
        var (K, rowStride, stepStride, bStride) = (depth.Steps, depth.RowStride, depth.StepStride, depth.RightStepStride);
        Prefetch<V>(depth, c, ldc, 6, 2);
        for (var segment = 0; segment < depth.Segments; segment++)
        {
            var a = firstA + (segment * depth.SegmentStride);
            var b = firstB + (segment * depth.RightSegmentStride);
            var a3 = a + (3 * rowStride);
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
                a += stepStride;
                a3 += stepStride;
                b += bStride;
            }
        }

        Store(c, c00, c01, accumulate);
        Store(c + ldc, c10, c11, accumulate);
        Store(c + (2 * ldc), c20, c21, accumulate);
        Store(c + (3 * ldc), c30, c31, accumulate);
        Store(c + (4 * ldc), c40, c41, accumulate);
        Store(c + (5 * ldc), c50, c51, accumulate);
    }

    // Few steps are over before the lines are there.
    private const int FewestStepsForPrefetch = 64;

    // Asks for the results' own lines before the sums begin, into the second cache: rows a power of two apart would drive one another out of
    // the first. Products of 1024 rows and columns went from 0.83 to 0.90 of the peak.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<V>(in Depth depth, float* c, nint ldc, int rows, int vectors)
        where V : unmanaged, IVector<V>
    {
        for (var row = 0; row < rows && Sse.IsSupported && depth.Steps >= FewestStepsForPrefetch; row++)
        {
            for (var vector = 0; vector < vectors; vector++)
            {
                Sse.Prefetch1(c + (row * ldc) + (vector * V.Count));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(float* c, V v0, V v1, bool accumulate)
        where V : unmanaged, IVector<V>
    {
        Store(c, v0, accumulate);
        Store(c + V.Count, v1, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V>(float* c, V value, bool accumulate)
        where V : unmanaged, IVector<V> => V.Store(accumulate ? V.Load(c) + value : value, c);
}
