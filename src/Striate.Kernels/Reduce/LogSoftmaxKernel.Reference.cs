using System.Numerics;

namespace Striate.Kernels.Reduce;

public static partial class LogSoftmaxKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in AxisGeometry g, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var line = 0; line < g.Lines; line++)
            {
                var (start, end) = (g.Start(line), g.Start(line) + (g.Count * g.Inner));
                var largest = T.NegativeInfinity;
                for (var j = start; j < end; j += g.Inner)
                {
                    largest = T.Max(largest, x[j]);
                }

                var sum = T.Zero;
                for (var j = start; j < end; j += g.Inner)
                {
                    sum += T.Exp(x[j] - largest);
                }

                for (var j = start; j < end; j += g.Inner)
                {
                    y[j] = x[j] - largest - T.Log(sum);
                }
            }
        }

        public static void Backward<T>(in AxisGeometry g, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var line = 0; line < g.Lines; line++)
            {
                var (start, end) = (g.Start(line), g.Start(line) + (g.Count * g.Inner));
                var sum = T.Zero;
                for (var j = start; j < end; j += g.Inner)
                {
                    sum += dy[j];
                }

                for (var j = start; j < end; j += g.Inner)
                {
                    dx[j] = dy[j] - (T.Exp(y[j]) * sum);
                }
            }
        }
    }
}
