using System.Numerics;

namespace Striate.Kernels.Conv;

public static partial class Conv3dKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in Conv3dGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> w, ReadOnlySpan<T> b, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            y.Clear();
            foreach (var (input, filter, output) in new Meetings(g))
            {
                y[output] += x[input] * w[filter];
            }

            for (var i = 0; i < y.Length && !b.IsEmpty; i++)
            {
                y[i] += b[i % b.Length];
            }
        }

        public static void BackwardData<T>(in Conv3dGeometry g, ReadOnlySpan<T> dy, ReadOnlySpan<T> w, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            foreach (var (input, filter, output) in new Meetings(g))
            {
                dx[input] += dy[output] * w[filter];
            }
        }

        public static void BackwardFilter<T>(in Conv3dGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dw)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dw.Clear();
            foreach (var (input, filter, output) in new Meetings(g))
            {
                dw[filter] += x[input] * dy[output];
            }
        }

        // Every triple of an input number, a weight and an output number that meet in one multiply-add.
        private readonly struct Meetings(Conv3dGeometry g)
        {
            public IEnumerator<(int Input, int Filter, int Output)> GetEnumerator()
            {
                var (depth, rows, columns) = (g.Depth, g.Slices.Rows, g.Slices.Columns);
                var (filterSize, outChannels) = (g.Slices.FilterSize, g.Slices.OutChannels);
                for (var output = 0; output < g.OutputLength; output++)
                {
                    var o = output % outChannels;
                    var pixel = output / outChannels;
                    var (k, j) = (pixel % columns.Output, pixel / columns.Output % rows.Output);
                    var (n, i) = Math.DivRem(pixel / columns.Output / rows.Output, depth.Output);
                    for (var weight = 0; weight < filterSize; weight++)
                    {
                        var c = weight % g.GroupInChannels;
                        var tap = weight / g.GroupInChannels;
                        var (t, u, v) = (tap / columns.Size / rows.Size, tap / columns.Size % rows.Size, tap % columns.Size);
                        var d = (i * depth.Stride) + (t * depth.Dilation) - depth.Before;
                        var h = (j * rows.Stride) + (u * rows.Dilation) - rows.Before;
                        var w = (k * columns.Stride) + (v * columns.Dilation) - columns.Before;
                        if (d >= 0 && d < depth.Input && h >= 0 && h < rows.Input && w >= 0 && w < columns.Input)
                        {
                            var channel = (o / g.Slices.GroupOutChannels * g.GroupInChannels) + c;
                            var input = (((((((n * depth.Input) + d) * rows.Input) + h) * columns.Input) + w) * g.InChannels) + channel;
                            yield return (input, (o * filterSize) + weight, output);
                        }
                    }
                }
            }
        }
    }
}
