namespace Striate.Kernels.Reduce;

/// <summary>The places of the k largest or smallest numbers along an axis.</summary>
public static unsafe partial class TopKKernel
{
    /// <summary>y[j] = the place of the number that is j-th in order, for j below k; the first of several comes first, and a NaN is larger than all.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="k">How many, from 0 to the size of the axis.</param>
    /// <param name="smallest">The smallest first; else the largest.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="y">Whole numbers from 0, k for each line, in the order of <paramref name="x"/>.</param>
    /// <exception cref="ShapeException">A span's length does not fit, or k is out of its range.</exception>
    public static void Run(in AxisGeometry g, int k, bool smallest, ReadOnlySpan<float> x, Span<float> y)
    {
        if (k < 0 || k > g.Count)
        {
            throw new ShapeException($"{k} of {g.Count} numbers along an axis; expected 0 to {g.Count}.");
        }

        var results = AxisGeometry.Create(g.Outer, k, g.Inner);
        Border.Length(x, g.Length);
        Border.Length(y, results.Length);
        fixed (float* px = x, py = y)
        {
            new LineWork<Line>(g, results, new Line(g.Count, k, smallest), px, null, py).Run();
        }
    }

    private static bool Precedes(float a, float b, bool smallest) => smallest
        ? a < b || (float.IsNaN(b) && !float.IsNaN(a))
        : a > b || (float.IsNaN(a) && !float.IsNaN(b));

    private readonly struct Line(int count, int k, bool smallest) : ILineWork
    {
        public void Run(float* x, float* _, float* y)
        {
            // Each number in turn finds its place among the best so far; most are worse than the last of them.
            var found = 0;
            for (var i = 0; i < count && k > 0; i++)
            {
                if (found == k && !Precedes(x[i], x[(int)y[k - 1]], smallest))
                {
                    continue;
                }

                var j = found < k ? found++ : k - 1;
                for (; j > 0 && Precedes(x[i], x[(int)y[j - 1]], smallest); j--)
                {
                    y[j] = y[j - 1];
                }

                y[j] = i;
            }
        }
    }
}
