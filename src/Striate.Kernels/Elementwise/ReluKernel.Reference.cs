using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static partial class ReluKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y, T ceiling)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                y[i] = x[i] < T.Zero ? T.Zero : x[i] > ceiling ? ceiling : x[i];
            }
        }

        public static void Backward<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx, T ceiling)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < y.Length; i++)
            {
                dx[i] = y[i] > T.Zero && y[i] < ceiling ? dy[i] : T.Zero;
            }
        }
    }
}
