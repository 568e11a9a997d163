using System.Numerics;

namespace Striate.Kernels.Gemm;

public static partial class GemmKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(in GemmGeometry g, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> bias, Span<T> c, bool accumulate = false)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < g.M; i++)
            {
                for (var j = 0; j < g.N; j++)
                {
                    var sum = bias.IsEmpty ? T.Zero : bias[j];
                    for (var k = 0; k < g.K; k++)
                    {
                        sum += a[g.TransposeA ? (k * g.M) + i : (i * g.K) + k] * b[g.TransposeB ? (j * g.K) + k : (k * g.N) + j];
                    }

                    c[(i * g.N) + j] = accumulate ? c[(i * g.N) + j] + sum : sum;
                }
            }
        }
    }
}
