using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class TakeKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in AxisGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> places, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var taken = places.Length / g.Lines;
            for (var outer = 0; outer < g.Outer; outer++)
            {
                for (var j = 0; j < taken; j++)
                {
                    for (var inner = 0; inner < g.Inner; inner++)
                    {
                        var place = (((outer * taken) + j) * g.Inner) + inner;
                        y[place] = x[(((outer * g.Count) + int.CreateChecked(places[place])) * g.Inner) + inner];
                    }
                }
            }
        }
    }
}
