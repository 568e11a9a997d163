using System.Numerics;

namespace Striate.Kernels.Pool;

public static partial class AdaptiveMaxPool2dKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in AdaptivePool2dGeometry g, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            for (var output = 0; output < y.Length; output++)
            {
                y[output] = x[Maximum(g, output, x)];
            }
        }

        public static void Backward<T>(in AdaptivePool2dGeometry g, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            for (var output = 0; output < dy.Length; output++)
            {
                dx[Maximum(g, output, x)] += dy[output];
            }
        }

        private static int Maximum<T>(in AdaptivePool2dGeometry g, int output, ReadOnlySpan<T> x)
            where T : IBinaryFloatingPointIeee754<T>
        {
            var c = output % g.Channels;
            var j = output / g.Channels % g.Output.Width;
            var i = output / g.Channels / g.Output.Width % g.Output.Height;
            var n = output / g.Channels / g.Output.Width / g.Output.Height;
            var best = -1;
            for (var h = i * g.Input.Height / g.Output.Height; h < Math.Ceiling((i + 1.0) * g.Input.Height / g.Output.Height); h++)
            {
                for (var w = j * g.Input.Width / g.Output.Width; w < Math.Ceiling((j + 1.0) * g.Input.Width / g.Output.Width); w++)
                {
                    var place = (((((n * g.Input.Height) + h) * g.Input.Width) + w) * g.Channels) + c;
                    best = best < 0 || x[place] > x[best] || T.IsNaN(x[place]) ? place : best;
                }
            }

            return best;
        }
    }
}
