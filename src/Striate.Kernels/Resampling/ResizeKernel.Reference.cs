using System.Numerics;

namespace Striate.Kernels.Resampling;

public static unsafe partial class ResizeKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int N, int C, ResizeAxis rows, ResizeAxis columns, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            y.Clear();
            foreach (var (input, output, weight) in Meetings(N, C, rows, columns))
            {
                y[output] += T.CreateChecked(weight) * x[input];
            }
        }

        public static void Backward<T>(int N, int C, ResizeAxis rows, ResizeAxis columns, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            foreach (var (input, output, weight) in Meetings(N, C, rows, columns))
            {
                dx[input] += T.CreateChecked(weight) * dy[output];
            }
        }

        // Every pair of an input number and an output number that it goes into, and its weight there.
        private static IEnumerable<(int Input, int Output, double Weight)> Meetings(int N, int C, ResizeAxis rows, ResizeAxis columns)
        {
            for (var output = 0; output < N * C * rows.Output * columns.Output; output++)
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
