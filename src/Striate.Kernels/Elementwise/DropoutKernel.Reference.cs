using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static partial class DropoutKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(in DropoutSettings settings, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                var hash = Mix(Mix((uint)i ^ (uint)settings.Key) + (uint)(settings.Key >> 32));
                var falls = (hash >> 8) < settings.Probability * (1 << 24);
                y[i] = falls || settings.Probability == 1 ? T.Zero : x[i] / T.CreateChecked(1 - settings.Probability);
            }
        }

        private static uint Mix(uint h)
        {
            h = (h ^ (h >> 16)) * 0x7FEB352D;
            h = (h ^ (h >> 15)) * 0x846CA68B;
            return h ^ (h >> 16);
        }
    }
}
