using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static partial class ActivationKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Backward<T>(Activation activation, ReadOnlySpan<T> y, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < y.Length; i++)
            {
                var open = activation switch
                {
                    Activation.Relu => y[i] > T.Zero,
                    Activation.Relu6 => y[i] > T.Zero && y[i] < T.CreateChecked(6),
                    _ => true,
                };
                dx[i] = open ? dy[i] : T.Zero;
            }
        }
    }
}
