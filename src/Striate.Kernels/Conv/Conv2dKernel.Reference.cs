using System.Numerics;

namespace Striate.Kernels.Conv;

public static partial class Conv2dKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in Conv2dGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            y.Clear();
            foreach (var (input, filter, output) in new Meetings(g))
            {
                y[output] += x[input] * w[filter];
            }

            for (var i = 0; i < y.Length && !b.IsEmpty; i++)
            {
                y[i] += b[i % g.OutChannels];
            }
        }

        public static void BackwardData<T>(in Conv2dGeometry g, ReadOnlySpan<T> dy, ReadOnlySpan<T> w, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            foreach (var (input, filter, output) in new Meetings(g))
            {
                dx[input] += dy[output] * w[filter];
            }
        }

        public static void BackwardFilter<T>(in Conv2dGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dw)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dw.Clear();
            foreach (var (input, filter, output) in new Meetings(g))
            {
                dw[filter] += x[input] * dy[output];
            }
        }

        // Every triple of an input number, a weight and an output number that meet in one multiply-add.
        private readonly struct Meetings(Conv2dGeometry g)
        {
            public IEnumerator<(int Input, int Filter, int Output)> GetEnumerator()
            {
                var (rows, columns) = (g.Rows, g.Columns);
                for (var output = 0; output < g.OutputLength; output++)
                {
                    var o = output % g.OutChannels;
                    var j = output / g.OutChannels % columns.Output;
                    var i = output / g.OutChannels / columns.Output % rows.Output;
                    var n = output / g.OutChannels / columns.Output / rows.Output;
                    for (var weight = 0; weight < g.FilterSize; weight++)
                    {
                        var c = weight % g.GroupInChannels;
                        var v = weight / g.GroupInChannels % columns.Size;
                        var u = weight / g.GroupInChannels / columns.Size;
                        var h = (i * rows.Stride) + (u * rows.Dilation) - rows.Before;
                        var w = (j * columns.Stride) + (v * columns.Dilation) - columns.Before;
                        if (h >= 0 && h < rows.Input && w >= 0 && w < columns.Input)
                        {
                            var channel = (o / g.GroupOutChannels * g.GroupInChannels) + c;
                            var input = (((((n * rows.Input) + h) * columns.Input) + w) * g.InChannels) + channel;
                            yield return (input, (o * g.FilterSize) + weight, output);
                        }
                    }
                }
            }
        }
    }
}
