using System.Numerics;

namespace Striate.Kernels.Reduce;

public static partial class SoftmaxKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int rows, int columns, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < rows; i++)
            {
                var largest = T.NegativeInfinity;
                for (var j = 0; j < columns; j++)
                {
                    largest = T.Max(largest, x[(i * columns) + j]);
                }

                var sum = T.Zero;
                for (var j = 0; j < columns; j++)
                {
                    sum += T.Exp(x[(i * columns) + j] - largest);
                }

                for (var j = 0; j < columns; j++)
                {
                    y[(i * columns) + j] = T.Exp(x[(i * columns) + j] - largest) / sum;
                }
            }
        }

        public static void Backward<T>(int rows, int columns, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < rows; i++)
            {
                var dot = T.Zero;
                for (var j = 0; j < columns; j++)
                {
                    dot += dy[(i * columns) + j] * y[(i * columns) + j];
                }

                for (var j = 0; j < columns; j++)
                {
                    dx[(i * columns) + j] = y[(i * columns) + j] * (dy[(i * columns) + j] - dot);
                }
            }
        }
    }
}
