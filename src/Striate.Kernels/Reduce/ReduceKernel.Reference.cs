using System.Numerics;
using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Reduce;

public static unsafe partial class ReduceKernel
{
    /// <summary>What the kernel computes, in plain loops over the sizes themselves.</summary>
    internal static class Reference
    {
        public static void Run<T>(ReadOnlySpan<int> sizes, ReadOnlySpan<bool> isReduced, Folding fold, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var kept = new int[sizes.Length];
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                kept[axis] = isReduced[axis] ? 1 : sizes[axis];
            }

            y.Fill(fold switch { Folding.Max => T.NegativeInfinity, Folding.Min => T.PositiveInfinity, _ => T.Zero });
            for (var i = 0; i < x.Length; i++)
            {
                ref var result = ref y[BinaryKernel.Reference.Place(i, sizes, kept)];
                result = fold switch
                {
                    Folding.Sum => result + x[i],
                    Folding.SumOfSquares => result + (x[i] * x[i]),
                    Folding.Max => T.Max(result, x[i]),
                    _ => T.Min(result, x[i]),
                };
            }
        }
    }
}
