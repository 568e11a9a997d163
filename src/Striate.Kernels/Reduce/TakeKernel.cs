using Striate.Kernels.Threading;

namespace Striate.Kernels.Reduce;

/// <summary>Takes numbers along an axis from places that are whole numbers themselves, and its gradient.</summary>
public static unsafe partial class TakeKernel
{
    /// <summary>y[o, j, i] = x[o, places[o, j, i], i].</summary>
    /// <param name="g">The sizes of x.</param>
    /// <param name="x">Numbers.</param>
    /// <param name="places">Whole numbers from 0 to the size of the axis − 1; its axis may have another size.</param>
    /// <param name="y">As many as there are places.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(in AxisGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> places, Span<float> y)
    {
        Border.Length(x, g.Length);
        Border.SameLength(places, y);
        var taken = Taken(g, places);
        fixed (float* px = x, pp = places, py = y)
        {
            Workers.ForRange(g.Outer, Border.UnitsInPiece(taken * g.Inner), new ForwardWork(g, taken, px, pp, py));
        }
    }

    /// <summary>dx[o, c, i] = Σ dy[o, j, i] over the j whose place is c.</summary>
    /// <param name="g">The sizes of x.</param>
    /// <param name="places">What <see cref="Forward"/> was given.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(in AxisGeometry g, ReadOnlySpan<float> places, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(dx, g.Length);
        Border.SameLength(places, dy);
        var taken = Taken(g, places);
        dx.Clear();
        fixed (float* pp = places, pdy = dy, pdx = dx)
        {
            Workers.ForRange(g.Outer, Border.UnitsInPiece(taken * g.Inner), new BackwardWork(g, taken, pp, pdy, pdx));
        }
    }

    private static int Taken(in AxisGeometry g, ReadOnlySpan<float> places)
    {
        var taken = g.Lines == 0 ? 0 : places.Length / g.Lines;
        Border.Length(places, (long)taken * g.Lines);
        foreach (var place in places)
        {
            if (!(place >= 0 && place < g.Count && place == MathF.Truncate(place)))
            {
                throw new ShapeException($"place {place} along an axis of {g.Count}; expected a whole number from 0 to {g.Count - 1}.");
            }
        }

        return taken;
    }

    private readonly struct ForwardWork(AxisGeometry g, int taken, float* x, float* places, float* y) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var end = (nint)(start + length) * taken * g.Inner;
            for (var i = (nint)start * taken * g.Inner; i < end; i++)
            {
                y[i] = x[(((i / (taken * g.Inner) * g.Count) + (nint)places[i]) * g.Inner) + (i % g.Inner)];
            }
        }
    }

    private readonly struct BackwardWork(AxisGeometry g, int taken, float* places, float* dy, float* dx) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var end = (nint)(start + length) * taken * g.Inner;
            for (var i = (nint)start * taken * g.Inner; i < end; i++)
            {
                dx[(((i / (taken * g.Inner) * g.Count) + (nint)places[i]) * g.Inner) + (i % g.Inner)] += dy[i];
            }
        }
    }
}
