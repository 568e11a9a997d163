using System.Numerics;

namespace Striate.Kernels.Pool;

public static partial class AvgPool2dKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in Pool2dGeometry g, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            y.Clear();
            for (var output = 0; output < y.Length; output++)
            {
                var (places, count) = Places(g, output);
                foreach (var place in places)
                {
                    y[output] += x[place];
                }

                y[output] /= T.CreateChecked(count);
            }
        }

        public static void Backward<T>(in Pool2dGeometry g, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            for (var output = 0; output < dy.Length; output++)
            {
                var (places, count) = Places(g, output);
                foreach (var place in places)
                {
                    dx[place] += dy[output] / T.CreateChecked(count);
                }
            }
        }

        // The places of an output's window that lie on the image, and how many places count.
        private static (List<int> Places, int Count) Places(in Pool2dGeometry g, int output)
        {
            var (rows, columns) = (g.Rows, g.Columns);
            var c = output % g.Channels;
            var j = output / g.Channels % columns.Output;
            var i = output / g.Channels / columns.Output % rows.Output;
            var n = output / g.Channels / columns.Output / rows.Output;
            var places = new List<int>();
            var padded = 0;
            for (var u = 0; u < rows.Size; u++)
            {
                for (var v = 0; v < columns.Size; v++)
                {
                    var h = (i * rows.Stride) + u - rows.Before;
                    var w = (j * columns.Stride) + v - columns.Before;
                    padded += h < rows.Input + rows.After && w < columns.Input + columns.After ? 1 : 0;
                    if (h >= 0 && h < rows.Input && w >= 0 && w < columns.Input)
                    {
                        places.Add((((((n * rows.Input) + h) * columns.Input) + w) * g.Channels) + c);
                    }
                }
            }

            return (places, g.CountIncludePad ? padded : places.Count);
        }
    }
}
