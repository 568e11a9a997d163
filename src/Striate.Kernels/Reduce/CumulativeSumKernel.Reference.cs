using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class CumulativeSumKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(in AxisGeometry g, bool fromEnd, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var line = 0; line < g.Lines; line++)
            {
                for (var j = 0; j < g.Count; j++)
                {
                    var sum = T.Zero;
                    for (var k = fromEnd ? j : 0; k < (fromEnd ? g.Count : j + 1); k++)
                    {
                        sum += x[g.Start(line) + (k * g.Inner)];
                    }

                    y[g.Start(line) + (j * g.Inner)] = sum;
                }
            }
        }
    }
}
