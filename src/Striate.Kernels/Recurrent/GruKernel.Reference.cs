using System.Numerics;

namespace Striate.Kernels.Recurrent;

public static unsafe partial class GruKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(
            in RecurrentGeometry g, ReadOnlySpan<T> gates, ReadOnlySpan<T> h0, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> states)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var H = g.Hidden;
            for (var n = 0; n < g.Samples; n++)
            {
                var h = LstmKernel.Reference.First(h0, n, H);
                for (var step = 0; step < g.Steps; step++)
                {
                    var row = g.Row(step, n);
                    var x = gates.Slice(row * Gates * H, Gates * H);
                    var a = new T[Gates * H];
                    for (var j = 0; j < a.Length; j++)
                    {
                        a[j] = bias.IsEmpty ? T.Zero : bias[j];
                        for (var k = 0; k < H; k++)
                        {
                            a[j] += h[k] * weights[(j * H) + k];
                        }
                    }

                    for (var j = 0; j < H; j++)
                    {
                        var r = LstmKernel.Reference.Sigmoid(x[j] + a[j]);
                        var z = LstmKernel.Reference.Sigmoid(x[H + j] + a[H + j]);
                        var candidate = T.Tanh(x[(2 * H) + j] + (r * a[(2 * H) + j]));
                        h[j] = ((T.One - z) * candidate) + (z * h[j]);
                        states[(row * H) + j] = h[j];
                    }
                }
            }
        }
    }
}
