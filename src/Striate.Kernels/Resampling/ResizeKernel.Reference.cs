using System.Numerics;

namespace Striate.Kernels.Resampling;

public static unsafe partial class ResizeKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in ResizeGeometry g, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            y.Clear();
            foreach (var (input, output, weight) in Meetings(g))
            {
                y[output] += T.CreateChecked(weight) * x[input];
            }
        }

        public static void Backward<T>(in ResizeGeometry g, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            foreach (var (input, output, weight) in Meetings(g))
            {
                dx[input] += T.CreateChecked(weight) * dy[output];
            }
        }

        // Every pair of an input number and an output number that it goes into, and its weight there.
        private static IEnumerable<(int Input, int Output, double Weight)> Meetings(ResizeGeometry g)
        {
            var (C, rows, columns) = (g.Channels, g.Rows, g.Columns);
            for (var output = 0; output < g.OutputLength; output++)
            {
                var c = output % C;
                var j = output / C % columns.Output;
                var i = output / C / columns.Output % rows.Output;
                var n = output / C / columns.Output / rows.Output;
                for (var u = 0; u < rows.Counts[i]; u++)
                {
                    for (var v = 0; v < columns.Counts[j]; v++)
                    {
                        var (h, w) = (rows.Firsts[i] + u, columns.Firsts[j] + v);
                        var weight = (double)rows.Weights[(i * rows.Reach) + u] * columns.Weights[(j * columns.Reach) + v];
                        yield return ((((((n * rows.Input) + h) * columns.Input) + w) * C) + c, output, weight);
                    }
                }
            }
        }
    }
}
