using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class PairwiseDistanceKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int rows, int columns, ReadOnlySpan<T> a, ReadOnlySpan<T> b, T epsilon, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < rows; i++)
            {
                var sum = T.Zero;
                for (var j = 0; j < columns; j++)
                {
                    var difference = a[(i * columns) + j] - b[(i * columns) + j] + epsilon;
                    sum += difference * difference;
                }

                y[i] = T.Sqrt(sum);
            }
        }
    }
}
