using System.Numerics;

namespace Striate.Kernels.Recurrent;

public static unsafe partial class LstmKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(
            in RecurrentGeometry g, ReadOnlySpan<T> gates, ReadOnlySpan<T> h0, ReadOnlySpan<T> c0, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> states)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (H, half) = (g.Hidden, g.Rows * g.Hidden);
            for (var n = 0; n < g.Samples; n++)
            {
                var (h, c) = (First(h0, n, H), First(c0, n, H));
                for (var step = 0; step < g.Steps; step++)
                {
                    var row = g.Row(step, n);
                    var a = new T[Gates * H];
                    for (var j = 0; j < a.Length; j++)
                    {
                        a[j] = gates[(row * Gates * H) + j] + (bias.IsEmpty ? T.Zero : bias[j]);
                        for (var k = 0; k < H; k++)
                        {
                            a[j] += h[k] * weights[(j * H) + k];
                        }
                    }

                    for (var j = 0; j < H; j++)
                    {
                        c[j] = (Sigmoid(a[H + j]) * c[j]) + (Sigmoid(a[j]) * T.Tanh(a[(2 * H) + j]));
                        h[j] = Sigmoid(a[(3 * H) + j]) * T.Tanh(c[j]);
                        (states[(row * H) + j], states[half + (row * H) + j]) = (h[j], c[j]);
                    }
                }
            }
        }

        internal static T[] First<T>(ReadOnlySpan<T> states, int sample, int hidden) =>
            states.IsEmpty ? new T[hidden] : states.Slice(sample * hidden, hidden).ToArray();

        internal static T Sigmoid<T>(T x)
            where T : IBinaryFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));
    }
}
