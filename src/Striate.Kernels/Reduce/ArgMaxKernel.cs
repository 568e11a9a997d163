using System.Numerics.Tensors;

namespace Striate.Kernels.Reduce;

/// <summary>The place of the largest or smallest number along an axis.</summary>
public static unsafe partial class ArgMaxKernel
{
    /// <summary>y = the place of the largest number of each line, or of the smallest: the first of several; a NaN counts as either.</summary>
    /// <param name="g">The sizes, at least one number in a line.</param>
    /// <param name="smallest">Looks for the smallest.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="y">A whole number for each line, from 0.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or the lines are empty.</exception>
    public static void Run(in AxisGeometry g, bool smallest, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.Length);
        Border.Length(y, g.Lines);
        if (g.Count == 0 && g.Lines > 0)
        {
            throw new ShapeException($"{g}: there is no largest number among none.");
        }

        fixed (float* px = x, py = y)
        {
            new LineWork<Line>(g, AxisGeometry.Create(g.Outer, 1, g.Inner), new Line(g.Count, smallest), px, null, py).Run();
        }
    }

    private readonly struct Line(int count, bool smallest) : ILineWork
    {
        public void Run(float* x, float* _, float* y)
        {
            var line = new ReadOnlySpan<float>(x, count);
            *y = smallest ? TensorPrimitives.IndexOfMin(line) : TensorPrimitives.IndexOfMax(line);
        }
    }
}
