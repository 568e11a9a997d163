using System.Numerics;

namespace Striate.Kernels.Shaping;

public static unsafe partial class IndexSelectKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int outer, int size, int inner, ReadOnlySpan<T> x, ReadOnlySpan<float> places, Span<T> y)
        {
            for (var i = 0; i < outer * places.Length * inner; i++)
            {
                y[i] = x[Source(i, size, inner, places)];
            }
        }

        public static void Backward<T>(int outer, int size, int inner, ReadOnlySpan<T> dy, ReadOnlySpan<float> places, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < outer * places.Length * inner; i++)
            {
                dx[Source(i, size, inner, places)] += dy[i];
            }
        }

        private static int Source(int i, int size, int inner, ReadOnlySpan<float> places) =>
            (((i / inner / places.Length * size) + (int)places[i / inner % places.Length]) * inner) + (i % inner);
    }
}
