using System.Numerics;

namespace Striate.Kernels.Reduce;

public static unsafe partial class CosineSimilarityKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(int rows, int columns, ReadOnlySpan<T> a, ReadOnlySpan<T> b, T epsilon, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < rows; i++)
            {
                var (ab, aa, bb) = (T.Zero, T.Zero, T.Zero);
                for (var j = i * columns; j < (i + 1) * columns; j++)
                {
                    ab += a[j] * b[j];
                    aa += a[j] * a[j];
                    bb += b[j] * b[j];
                }

                y[i] = ab / (T.Max(T.Sqrt(aa), epsilon) * T.Max(T.Sqrt(bb), epsilon));
            }
        }
    }
}
