using System.Numerics;

namespace Striate.Kernels.Pool;

public static partial class AdaptiveAvgPool2dKernel
{
    /// <summary>What the kernel computes, in plain loops.</summary>
    internal static class Reference
    {
        public static void Forward<T>(in AdaptivePool2dGeometry g, ReadOnlySpan<T> x, Span<T> y)
            where T : IBinaryFloatingPointIeee754<T>
        {
            y.Clear();
            foreach (var (input, output, count) in new Meetings(g))
            {
                y[output] += x[input] / T.CreateChecked(count);
            }
        }

        public static void Backward<T>(in AdaptivePool2dGeometry g, ReadOnlySpan<T> dy, Span<T> dx)
            where T : IBinaryFloatingPointIeee754<T>
        {
            dx.Clear();
            foreach (var (input, output, count) in new Meetings(g))
            {
                dx[input] += dy[output] / T.CreateChecked(count);
            }
        }

        // Every pair of an input number and an output number whose bin it lies in, with the numbers of that bin.
        private readonly struct Meetings(AdaptivePool2dGeometry g)
        {
            public IEnumerator<(int Input, int Output, int Count)> GetEnumerator()
            {
                for (var output = 0; output < g.OutputLength; output++)
                {
                    var c = output % g.Channels;
                    var j = output / g.Channels % g.Output.Width;
                    var i = output / g.Channels / g.Output.Width % g.Output.Height;
                    var n = output / g.Channels / g.Output.Width / g.Output.Height;
                    var (top, bottom) = Ends(i, g.Input.Height, g.Output.Height);
                    var (left, right) = Ends(j, g.Input.Width, g.Output.Width);
                    for (var h = top; h < bottom; h++)
                    {
                        for (var w = left; w < right; w++)
                        {
                            var input = (((((n * g.Input.Height) + h) * g.Input.Width) + w) * g.Channels) + c;
                            yield return (input, output, (bottom - top) * (right - left));
                        }
                    }
                }
            }

            private static (int Start, int End) Ends(int i, int input, int output) =>
                ((int)Math.Floor((double)i * input / output), (int)Math.Ceiling(((double)i + 1) * input / output));
        }
    }
}
