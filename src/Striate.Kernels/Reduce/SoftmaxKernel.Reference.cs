using System.Numerics;

namespace Striate.Kernels.Reduce;

public static partial class SoftmaxKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in AxisGeometry g, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            LogSoftmaxKernel.Reference.Forward(g, x, y);
            foreach (ref var value in y)
            {
                value = T.Exp(value);
            }
        }

        public static void Backward<T>(in AxisGeometry g, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var line = 0; line < g.Lines; line++)
            {
                var start = g.Start(line);
                var dot = T.Zero;
                for (var j = start; j < start + (g.Count * g.Inner); j += g.Inner)
                {
                    dot += dy[j] * y[j];
                }

                for (var j = start; j < start + (g.Count * g.Inner); j += g.Inner)
                {
                    dx[j] = y[j] * (dy[j] - dot);
                }
            }
        }
    }
}
