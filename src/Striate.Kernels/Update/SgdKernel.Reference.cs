using System.Numerics;

namespace Striate.Kernels.Update;

public static partial class SgdKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(Span<T> w, ReadOnlySpan<T> g, Span<T> velocity, T learningRate, T momentum, bool nesterov, T weightDecay)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < w.Length; i++)
            {
                var gradient = g[i] + (weightDecay * w[i]);
                var direction = gradient;
                if (!velocity.IsEmpty)
                {
                    velocity[i] = (momentum * velocity[i]) + gradient;
                    direction = nesterov ? gradient + (momentum * velocity[i]) : velocity[i];
                }

                w[i] -= learningRate * direction;
            }
        }
    }
}
