using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static unsafe partial class BinaryKernel
{
    /// <summary>What the kernel computes, in plain loops over the sizes themselves; gradients are compared with differences of it.</summary>
    internal static class Reference
    {
        public static void Forward<TFunction, T>(
            ReadOnlySpan<int> sizes, ReadOnlySpan<int> sizesOfA, ReadOnlySpan<int> sizesOfB, TFunction function, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
            where TFunction : unmanaged, IBinaryFunction
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = function.Reference(a[Place(i, sizes, sizesOfA)], b[Place(i, sizes, sizesOfB)]);
            }
        }

        /// <summary>Where an operand holds what belongs to a place of the result.</summary>
        public static int Place(int index, ReadOnlySpan<int> sizes, ReadOnlySpan<int> operand)
        {
            var (place, stride) = (0, 1);
            for (var fromLast = 1; fromLast <= operand.Length; fromLast++)
            {
                var here = index % sizes[^fromLast];
                index /= sizes[^fromLast];
                place += operand[^fromLast] == 1 ? 0 : here * stride;
                stride *= operand[^fromLast];
            }

            return place;
        }
    }
}
