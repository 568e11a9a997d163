using System.Numerics;

namespace Striate.Kernels.Update;

public static partial class MuonKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(int rows, in MuonRule rule, T rate, T decay, ReadOnlySpan<T> g, Span<T> w, Span<T> v)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var momentum = T.CreateChecked(rule.Momentum);
            var direction = new T[w.Length];
            for (var i = 0; i < w.Length; i++)
            {
                v[i] = (momentum * v[i]) + g[i];
                direction[i] = rule.Nesterov ? g[i] + (momentum * v[i]) : v[i];
            }

            var columns = w.Length / rows;
            Orthogonalize(rows, columns, rule.Iterations, direction.AsSpan());
            var far = rate * T.Sqrt(T.Max(T.One, T.CreateChecked(rows) / T.CreateChecked(columns)));
            for (var i = 0; i < w.Length; i++)
            {
                w[i] = ((T.One - (rate * decay)) * w[i]) - (far * direction[i]);
            }
        }

        public static void Orthogonalize<T>(int rows, int columns, int iterations, Span<T> x)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var norm = T.Zero;
            foreach (var value in x)
            {
                norm += value * value;
            }

            norm = T.Sqrt(norm) + T.CreateChecked(SmallestNorm);
            foreach (ref var value in x)
            {
                value /= norm;
            }

            for (var i = 0; i < iterations; i++)
            {
                // (b·X·Xᵀ + c·(X·Xᵀ)²)·X, whatever the shape.
                var gram = Product(x, x, rows, rows, columns, transposeB: true);
                var first = Product(gram, x, rows, columns, rows, transposeB: false);
                var second = Product(gram, first, rows, columns, rows, transposeB: false);
                for (var j = 0; j < x.Length; j++)
                {
                    x[j] = (T.CreateChecked(A) * x[j]) + (T.CreateChecked(B) * first[j]) + (T.CreateChecked(C) * second[j]);
                }
            }
        }

        private static T[] Product<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int M, int N, int K, bool transposeB)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var c = new T[M * N];
            for (var i = 0; i < c.Length; i++)
            {
                for (var k = 0; k < K; k++)
                {
                    c[i] += a[(i / N * K) + k] * (transposeB ? b[(i % N * K) + k] : b[(k * N) + (i % N)]);
                }
            }

            return c;
        }
    }
}
