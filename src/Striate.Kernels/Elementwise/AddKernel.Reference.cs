using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static partial class AddKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = a[i] + b[i];
            }
        }
    }
}
