using System.Numerics;

namespace Striate.Kernels.Shaping;

public static partial class PadKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(PadGeometry g, ReadOnlySpan<T> x, T value, Span<T> y)
        {
            for (var i = 0; i < g.To.Length; i++)
            {
                var source = Source(g, i);
                y[g.To.Place(i)] = source < 0 ? value : x[source];
            }
        }

        public static void Backward<T>(PadGeometry g, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            for (var i = 0; i < g.To.Length; i++)
            {
                var source = Source(g, i);
                if (source >= 0)
                {
                    dx[source] += dy[g.To.Place(i)];
                }
            }
        }

        // Place in the source of a number of the result, axis by axis; −1 for the constant value.
        private static int Source(PadGeometry g, int number)
        {
            var place = g.From.Start;
            for (var axis = g.From.Rank - 1; axis >= 0; axis--)
            {
                (number, var here) = Math.DivRem(number, g.To.Sizes[axis]);
                var size = g.From.Sizes[axis];
                var i = here - g.Padding[axis].Before;
                i = g.Mode switch
                {
                    PadMode.Reflect => i < 0 ? -i : i >= size ? (2 * (size - 1)) - i : i,
                    PadMode.Replicate => Math.Clamp(i, 0, size - 1),
                    PadMode.Circular => (i + size) % size,
                    _ => i,
                };
                if (i < 0 || i >= size)
                {
                    return -1;
                }

                place += i * g.From.Strides[axis];
            }

            return place;
        }
    }
}
