using System.Numerics;

namespace Striate.Kernels.Shaping;

public static unsafe partial class StridedCopyKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(StridedView from, ReadOnlySpan<T> x, StridedView to, Span<T> y)
        {
            for (var i = 0; i < from.Length; i++)
            {
                y[to.Place(i)] = x[from.Place(i)];
            }
        }

        public static void Add<T>(StridedView from, ReadOnlySpan<T> x, StridedView to, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < from.Length; i++)
            {
                y[to.Place(i)] += x[from.Place(i)];
            }
        }
    }
}
