using System.Numerics;

namespace Striate.Kernels.Elementwise;

public static partial class EpilogueKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Run<T>(
            int channels, ReadOnlySpan<T> x, ReadOnlySpan<T> scale, ReadOnlySpan<T> shift, ReadOnlySpan<T> residual, Activation activation, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                var value = x[i];
                value = scale.IsEmpty ? value : value * scale[i % channels];
                value = shift.IsEmpty ? value : value + shift[i % channels];
                value = residual.IsEmpty ? value : value + residual[i];
                y[i] = activation switch
                {
                    Activation.Relu => value < T.Zero ? T.Zero : value,
                    Activation.Relu6 => value < T.Zero ? T.Zero : value > T.CreateChecked(6) ? T.CreateChecked(6) : value,
                    _ => value,
                };
            }
        }
    }
}
