using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class ArgMaxKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(in AxisGeometry g, bool smallest, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var line = 0; line < g.Lines; line++)
            {
                var (start, best) = (g.Start(line), 0);
                for (var j = 1; j < g.Count; j++)
                {
                    var (here, there) = (x[start + (j * g.Inner)], x[start + (best * g.Inner)]);
                    var beats = smallest ? here < there : here > there;
                    best = beats || (T.IsNaN(here) && !T.IsNaN(there)) ? j : best;
                }

                y[line] = T.CreateChecked(best);
            }
        }
    }
}
