namespace Striate.Kernels.Reduce;

/// <summary>Running sums along an axis; backwards they are their own gradient.</summary>
public static unsafe partial class CumulativeSumKernel
{
    /// <summary>y[j] = Σ x[k] over k up to j along each line, or over k from j on.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="fromEnd">Sums from j on.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="y">As many.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Run(in AxisGeometry g, bool fromEnd, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.Length);
        Border.SameLength(x, y);
        fixed (float* px = x, py = y)
        {
            new LineWork<Line>(g, g, new Line(g.Count, fromEnd), px, null, py).Run();
        }
    }

    private readonly struct Line(int count, bool fromEnd) : ILineWork
    {
        public void Run(float* x, float* _, float* y)
        {
            // Lines may be long: their sum is kept in double.
            var sum = 0.0;
            for (var j = 0; j < count; j++)
            {
                var place = fromEnd ? count - 1 - j : j;
                sum += x[place];
                y[place] = (float)sum;
            }
        }
    }
}
