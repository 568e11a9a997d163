using System.Runtime.CompilerServices;
using Striate.Kernels.Conv;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

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
            Workers.ForRange(g.N * g.Rows.Output, Border.UnitsInPiece(g.Channels * g.Columns.Input), new ForwardRows(g, px, py));
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
    /// <param name="before">The activation that made the images: <paramref name="dx"/> is then the gradient of its input.</param>
    /// <exception cref="ShapeException">A span's length does not fit the geometry.</exception>
    public static void Backward(
        in Pool2dGeometry g, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, Activation before = Activation.None)
    {
        Border.Length(x, g.InputLength);
        Border.Length(dy, g.OutputLength);
        Border.Length(dx, g.InputLength);
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            Workers.For(g.N, new BackwardImage(g, px, pdy, before, pdx));
        }
    }

    private readonly struct ForwardRows(Pool2dGeometry g, float* x, float* y) : IRangeWork, IVectorChunk
    {
        public void Run(int start, int length)
        {
            for (var row = start; row < start + length; row++)
            {
                ByWidth.Run(this, row);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int row)
            where V : unmanaged, IVector<V>
        {
            var (C, W) = (g.Channels, g.Columns.Input);
            var (n, i) = Math.DivRem(row, g.Rows.Output);
            var rows = new WindowBins(g.Rows).At(i);
            var bins = new WindowBins(g.Columns);
            var target = y + ((nint)row * g.Columns.Output * C);
            for (var j = 0; j < g.Columns.Output; j++, target += C)
            {
                var columns = bins.At(j);
                var window = x + (((((nint)n * g.Rows.Input) + rows.Start) * W + columns.Start) * C);
                var c = 0;
                for (; c <= C - Four<V>.Count; c += Four<V>.Count)
                {
                    Four<V>.Store(Maximum<Four<V>>(window + c, rows.Count, columns.Count, Four<V>.Count), target + c);
                }

                for (; c < C; c += V.Count)
                {
                    VectorPart.Store(Maximum<V>(window + c, rows.Count, columns.Count, C - c), target + c, C - c);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private V Maximum<V>(float* window, int rows, int columns, int left)
            where V : unmanaged, IVector<V>
        {
            var (down, right) = (g.Rows.Dilation * (nint)g.Columns.Input * g.Channels, g.Columns.Dilation * (nint)g.Channels);
            var best = V.Create(float.NegativeInfinity);
            for (var u = 0; u < rows; u++, window += down)
            {
                var place = window;
                for (var v = 0; v < columns; v++, place += right)
                {
                    var value = VectorPart.Load<V>(place, left);
                    best = V.SelectGreaterOrNaN(value, best, value, best);
                }
            }

            return best;
        }
    }

    // Windows may overlap, so that an image is the smallest piece which nobody else writes to.
    private readonly struct BackwardImage(Pool2dGeometry g, float* x, float* dy, Activation before, float* dx) : IChunkedWork, IVectorChunk
    {
        // Where windows neither overlap nor leave anything out, every place is written once and needs no clearing.
        private readonly bool _isTiled = IsTiled(g.Rows) && IsTiled(g.Columns);

        private static bool IsTiled(WindowAxis axis) =>
            axis is { Dilation: 1, Before: 0, After: 0 } && axis.Stride == axis.Size && axis.Output * axis.Stride == axis.Input;

        public void Run(int n) => ByWidth.Run(this, n);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int n)
            where V : unmanaged, IVector<V>
        {
            var (C, width) = (g.Channels, (nint)g.Columns.Input * g.Channels);
            var image = (nint)n * g.Rows.Input * width;
            var source = dy + ((nint)n * g.Rows.Output * g.Columns.Output * C);
            var cleared = _isTiled ? g.Rows.Input : 0;
            var bins = new WindowBins(g.Columns);
            for (var i = 0; i < g.Rows.Output; i++)
            {
                // Rows are cleared shortly before they are added to, while they are in the cache anyway.
                var rows = new WindowBins(g.Rows).At(i);
                cleared = Clear(image, cleared, rows.Start + ((rows.Count - 1) * g.Rows.Dilation) + 1);
                for (var j = 0; j < g.Columns.Output; j++, source += C)
                {
                    var columns = bins.At(j);
                    var window = image + (rows.Start * width) + ((nint)columns.Start * C);
                    for (var c = 0; c < C; c += V.Count)
                    {
                        if (_isTiled && rows.Count == 2 && columns.Count == 2)
                        {
                            GiveToOneOfFour<V>(window + c, source + c, C - c);
                        }
                        else
                        {
                            GiveToMaximum<V>(window + c, rows.Count, columns.Count, source + c, C - c);
                        }
                    }
                }
            }

            Clear(image, cleared, g.Rows.Input);
        }

        // Rows from one to before another; returns how many are clear then.
        private int Clear(nint image, int from, int to)
        {
            if (to <= from)
            {
                return from;
            }

            var width = (nint)g.Columns.Input * g.Channels;
            new Span<float>(dx + image + (from * width), (int)((to - from) * width)).Clear();
            return to;
        }

        // The largest output of an activation came through open, or none of them did.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private V BeforeActivation<V>(V gradient, V best)
            where V : unmanaged, IVector<V>
        {
            var zero = V.Create(0);
            return before == Activation.None
                ? gradient
                : V.SelectGreater(best, zero, V.SelectGreater(V.Create(before.Ceiling()), best, gradient, zero), zero);
        }

        // The window of nearly every network, 2×2 side by side: three comparisons, and no counting.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void GiveToOneOfFour<V>(nint window, float* source, int left)
            where V : unmanaged, IVector<V>
        {
            var (right, down, zero) = ((nint)g.Channels, (nint)g.Columns.Input * g.Channels, V.Create(0));
            var place = x + window;
            var (a, b) = (VectorPart.Load<V>(place, left), VectorPart.Load<V>(place + right, left));
            var (c, d) = (VectorPart.Load<V>(place + down, left), VectorPart.Load<V>(place + down + right, left));
            var (upper, lower) = (V.SelectGreaterOrNaN(b, a, b, a), V.SelectGreaterOrNaN(d, c, d, c));
            var gradient = BeforeActivation(VectorPart.Load<V>(source, left), V.SelectGreaterOrNaN(lower, upper, lower, upper));
            var toUpper = V.SelectGreaterOrNaN(lower, upper, zero, gradient);
            var toLower = V.SelectGreaterOrNaN(lower, upper, gradient, zero);
            place = dx + window;
            VectorPart.Store(V.SelectGreaterOrNaN(b, a, zero, toUpper), place, left);
            VectorPart.Store(V.SelectGreaterOrNaN(b, a, toUpper, zero), place + right, left);
            VectorPart.Store(V.SelectGreaterOrNaN(d, c, zero, toLower), place + down, left);
            VectorPart.Store(V.SelectGreaterOrNaN(d, c, toLower, zero), place + down + right, left);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void GiveToMaximum<V>(nint window, int rows, int columns, float* source, int left)
            where V : unmanaged, IVector<V>
        {
            // The taps are counted in floats, which the lanes compare with.
            var (down, right) = (g.Rows.Dilation * (nint)g.Columns.Input * g.Channels, g.Columns.Dilation * (nint)g.Channels);
            var (best, winner, tap, one) = (V.Create(float.NegativeInfinity), V.Create(0), V.Create(0), V.Create(1));
            var line = x + window;
            for (var u = 0; u < rows; u++, line += down)
            {
                var place = line;
                for (var v = 0; v < columns; v++, place += right, tap += one)
                {
                    var value = VectorPart.Load<V>(place, left);
                    winner = V.SelectGreaterOrNaN(value, best, tap, winner);
                    best = V.SelectGreaterOrNaN(value, best, value, best);
                }
            }

            var (gradient, zero) = (BeforeActivation(VectorPart.Load<V>(source, left), best), V.Create(0));
            tap = zero;
            line = dx + window;
            for (var u = 0; u < rows; u++, line += down)
            {
                var place = line;
                for (var v = 0; v < columns; v++, place += right, tap += one)
                {
                    var share = V.SelectEqual(winner, tap, gradient, zero);
                    VectorPart.Store(_isTiled ? share : VectorPart.Load<V>(place, left) + share, place, left);
                }
            }
        }
    }
}
