using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class SumOfSquaresKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static T Run<T>(ReadOnlySpan<T> x)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var sum = T.Zero;
            foreach (var value in x)
            {
                sum += value * value;
            }

            return sum;
        }
    }
}
