using System.Numerics;

namespace Striate.Kernels.Shaping;

public static unsafe partial class GatherKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int axis, StridedView from, ReadOnlySpan<T> x, StridedView to, ReadOnlySpan<float> places, Span<T> y)
        {
            for (var i = 0; i < to.Length; i++)
            {
                y[to.Place(i)] = x[Source(axis, from, to, places, i)];
            }
        }

        public static void Backward<T>(int axis, StridedView from, ReadOnlySpan<T> dy, StridedView to, ReadOnlySpan<float> places, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < to.Length; i++)
            {
                dx[Source(axis, from, to, places, i)] += dy[to.Place(i)];
            }
        }

        private static int Source(int axis, StridedView from, StridedView to, ReadOnlySpan<float> places, int number)
        {
            var place = from.Start + ((int)places[to.Place(number)] * from.Strides[axis]);
            for (var other = from.Rank - 1; other >= 0; other--)
            {
                (number, var here) = Math.DivRem(number, to.Sizes[other]);
                place += other == axis ? 0 : here * from.Strides[other];
            }

            return place;
        }
    }
}
