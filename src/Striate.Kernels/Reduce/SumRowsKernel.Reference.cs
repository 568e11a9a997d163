using System.Numerics;

namespace Striate.Kernels.Reduce;

public static partial class SumRowsKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(int rows, int columns, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            y.Clear();
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    y[j] += x[(i * columns) + j];
                }
            }
        }
    }
}
