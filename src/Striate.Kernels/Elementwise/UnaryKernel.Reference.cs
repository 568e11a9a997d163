using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static unsafe partial class UnaryKernel
{
    /// <summary>What the kernel computes, in plain loops; gradients are compared with differences of it.</summary>
    internal static class Reference
    {
        public static void Forward<TFunction, T>(TFunction function, ReadOnlySpan<T> x, Span<T> y)
            where TFunction : unmanaged, IUnaryFunction
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                y[i] = function.Reference(x[i]);
            }
        }
    }
}
