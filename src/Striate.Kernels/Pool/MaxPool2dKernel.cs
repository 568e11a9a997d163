using System.Numerics;
using System.Runtime.CompilerServices;
using Striate.Kernels.Conv;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Pool;

/// <summary>Maximum over a sliding window of channels-last images, and its gradient. Lanes are channels.</summary>
public static unsafe partial class MaxPool2dKernel
{
    /// <summary>y[n,c,i,j] = max x[n,c,i·s+u·d−p,j·s+v·d−p]; padding counts as −∞; a NaN in the window is passed on.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, [N, C, H, W] channels-last.</param>
    /// <param name="y">Output, [N, C, OH, OW] channels-last.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Forward(in Pool2dGeometry g, ReadOnlySpan<float> x, Span<float> y)
    {
        Border.Length(x, g.InputLength);
        Border.Length(y, g.OutputLength);
        fixed (float* px = x, py = y)
        {
            Workers.For(g.N * g.Rows.Output, new ForwardRow(g, px, py));
        }
    }

    /// <summary>
    /// Each output's gradient goes to the place of its maximum: the first in reading order where several are equal, the
    /// last NaN where there are some.
    /// </summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">Images, from which the places are found again.</param>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the images, overwritten.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Backward(in Pool2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
    {
        Border.Length(x, g.InputLength);
        Border.Length(dy, g.OutputLength);
        Border.Length(dx, g.InputLength);
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            Workers.For(g.N, new BackwardImage(g, px, pdy, pdx));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> Wins(Vector<float> value, Vector<float> best) =>
        Vector.GreaterThan(value, best) | ~Vector.Equals(value, value);

    private readonly struct ForwardRow(Pool2dGeometry g, float* x, float* y) : IChunkedWork
    {
        public void Run(int row)
        {
            var (C, W) = (g.Channels, g.Columns.Input);
            var (n, i) = Math.DivRem(row, g.Rows.Output);
            var rows = new WindowBins(g.Rows).At(i);
            var bins = new WindowBins(g.Columns);
            var (down, right) = (g.Rows.Dilation * (nint)W * C, g.Columns.Dilation * (nint)C);
            var target = y + ((nint)row * g.Columns.Output * C);
            for (var j = 0; j < g.Columns.Output; j++, target += C)
            {
                var columns = bins.At(j);
                var window = x + (((((nint)n * g.Rows.Input) + rows.Start) * W + columns.Start) * C);
                for (var c = 0; c < C; c += Lanes.Width)
                {
                    var best = new Vector<float>(float.NegativeInfinity);
                    for (var u = 0; u < rows.Count; u++)
                    {
                        var place = window + (u * down) + c;
                        for (var v = 0; v < columns.Count; v++, place += right)
                        {
                            var value = Lanes.Load(place, C - c);
                            best = Vector.ConditionalSelect(Wins(value, best), value, best);
                        }
                    }

                    Lanes.Store(best, target + c, C - c);
                }
            }
        }
    }

    // Windows may overlap, so that an image is the smallest piece which nobody else writes to.
    private readonly struct BackwardImage(Pool2dGeometry g, float* x, float* dy, float* dx) : IChunkedWork
    {
        public void Run(int n)
        {
            var (C, W) = (g.Channels, g.Columns.Input);
            var size = (nint)g.Rows.Input * W * C;
            new Span<float>(dx + (n * size), (int)size).Clear();
            var source = dy + ((nint)n * g.Rows.Output * g.Columns.Output * C);
            for (var i = 0; i < g.Rows.Output; i++)
            {
                var rows = new WindowBins(g.Rows).At(i);
                for (var j = 0; j < g.Columns.Output; j++, source += C)
                {
                    var columns = new WindowBins(g.Columns).At(j);
                    var window = (n * size) + ((((nint)rows.Start * W) + columns.Start) * C);
                    for (var c = 0; c < C; c += Lanes.Width)
                    {
                        GiveToMaximum(window + c, rows.Count, columns.Count, source + c, C - c);
                    }
                }
            }
        }

        private void GiveToMaximum(nint window, int rows, int columns, float* source, int left)
        {
            var (down, right) = (g.Rows.Dilation * (nint)g.Columns.Input * g.Channels, g.Columns.Dilation * (nint)g.Channels);
            var best = new Vector<float>(float.NegativeInfinity);
            var winner = Vector<int>.Zero;
            for (var tap = 0; tap < rows * columns; tap++)
            {
                var value = Lanes.Load(x + window + (tap / columns * down) + (tap % columns * right), left);
                var wins = Wins(value, best);
                best = Vector.ConditionalSelect(wins, value, best);
                winner = Vector.ConditionalSelect(wins, new Vector<int>(tap), winner);
            }

            var gradient = Lanes.Load(source, left);
            for (var tap = 0; tap < rows * columns; tap++)
            {
                var here = Vector.Equals(winner, new Vector<int>(tap));
                Lanes.Add(
                    Vector.ConditionalSelect(here, gradient, Vector<float>.Zero),
                    dx + window + (tap / columns * down) + (tap % columns * right),
                    left);
            }
        }
    }
}
