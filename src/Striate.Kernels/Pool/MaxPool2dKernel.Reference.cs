using System.Numerics;

namespace Striate.Kernels.Pool;

public static partial class MaxPool2dKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in Pool2dGeometry g, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var output = 0; output < y.Length; output++)
            {
                var place = Maximum(g, output, x);
                y[output] = place < 0 ? T.NegativeInfinity : x[place];
            }
        }

        public static void Backward<T>(in Pool2dGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            for (var output = 0; output < dy.Length; output++)
            {
                var place = Maximum(g, output, x);
                if (place >= 0)
                {
                    dx[place] += dy[output];
                }
            }
        }

        public static void Places<T>(in Pool2dGeometry g, ReadOnlySpan<T> x, Span<T> places)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var output = 0; output < places.Length; output++)
            {
                var place = Maximum(g, output, x);
                places[output] = T.CreateChecked(place < 0 ? 0 : place / g.Channels % (g.Rows.Input * g.Columns.Input));
            }
        }

        // Where the maximum of an output's window stands; −1 where the window sees nothing but padding.
        private static int Maximum<T>(in Pool2dGeometry g, int output, ReadOnlySpan<T> x)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (rows, columns) = (g.Rows, g.Columns);
            var c = output % g.Channels;
            var j = output / g.Channels % columns.Output;
            var i = output / g.Channels / columns.Output % rows.Output;
            var n = output / g.Channels / columns.Output / rows.Output;
            var best = -1;
            for (var u = 0; u < rows.Size; u++)
            {
                for (var v = 0; v < columns.Size; v++)
                {
                    var h = (i * rows.Stride) + (u * rows.Dilation) - rows.Before;
                    var w = (j * columns.Stride) + (v * columns.Dilation) - columns.Before;
                    if (h >= 0 && h < rows.Input && w >= 0 && w < columns.Input)
                    {
                        var place = (((((n * rows.Input) + h) * columns.Input) + w) * g.Channels) + c;
                        best = best < 0 || x[place] > x[best] || T.IsNaN(x[place]) ? place : best;
                    }
                }
            }

            return best;
        }
    }
}
