using System.Numerics;

namespace Striate.Kernels.Update;

public static partial class AdamKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(Span<T> w, ReadOnlySpan<T> g, Span<T> m, Span<T> v, in AdamSettings settings)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var (beta1, beta2) = (T.CreateChecked(settings.Beta1), T.CreateChecked(settings.Beta2));
            var (rate, decay) = (T.CreateChecked(settings.LearningRate), T.CreateChecked(settings.WeightDecay));
            for (var i = 0; i < w.Length; i++)
            {
                var gradient = g[i];
                if (settings.Decoupled)
                {
                    w[i] -= rate * decay * w[i];
                }
                else
                {
                    gradient += decay * w[i];
                }

                m[i] = (beta1 * m[i]) + ((T.One - beta1) * gradient);
                v[i] = (beta2 * v[i]) + ((T.One - beta2) * gradient * gradient);
                var mean = m[i] / (T.One - T.Pow(beta1, T.CreateChecked(settings.Step)));
                var square = v[i] / (T.One - T.Pow(beta2, T.CreateChecked(settings.Step)));
                w[i] -= rate * mean / (T.Sqrt(square) + T.CreateChecked(settings.Epsilon));
            }
        }
    }
}
