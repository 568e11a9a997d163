using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static partial class SigmoidKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                y[i] = T.One / (T.One + T.Exp(-x[i]));
            }
        }

        public static void Backward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < y.Length; i++)
            {
                dx[i] = dy[i] * y[i] * (T.One - y[i]);
            }
        }
    }
}
