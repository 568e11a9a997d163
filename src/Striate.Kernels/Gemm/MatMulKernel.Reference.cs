using System.Numerics;

namespace Striate.Kernels.Gemm;

public static unsafe partial class MatMulKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(MatMulGeometry g, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (p, size) = (g.Product, g.Product.M * g.Product.N);
            for (var i = 0; i < g.Count; i++)
            {
                GemmKernel.Reference.Run(
                    p, a.Slice(g.StartsOfA[i] * p.M * p.K, p.M * p.K), b.Slice(g.StartsOfB[i] * p.K * p.N, p.K * p.N), [], c.Slice(i * size, size));
            }
        }
    }
}
