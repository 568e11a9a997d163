using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class NormalizeRowsKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int rows, int columns, ReadOnlySpan<T> x, T epsilon, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < rows; i++)
            {
                var sum = T.Zero;
                for (var j = i * columns; j < (i + 1) * columns; j++)
                {
                    sum += x[j] * x[j];
                }

                for (var j = i * columns; j < (i + 1) * columns; j++)
                {
                    y[j] = x[j] / T.Max(T.Sqrt(sum), epsilon);
                }
            }
        }
    }
}
