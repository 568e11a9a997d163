using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Pool;

/// <summary>Maxima over bins of rows and columns of channels-last images, their gradient, and their places. Lanes are channels.</summary>
internal static unsafe class BinMaximum
{
    public static void Forward<T>(int N, int C, T rows, T columns, ReadOnlySpan<float> x, Span<float> y)
        where T : unmanaged, IBins
    {
        fixed (float* px = x, py = y)
        {
            Workers.ForRange(N * rows.Output, Border.UnitsInPiece(C * columns.Input), new ForwardRows<T>(N, C, rows, columns, px, py));
        }
    }

    public static void Backward<T>(int N, int C, T rows, T columns, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Activation before, Span<float> dx)
        where T : unmanaged, IBins
    {
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            Workers.For(N, new BackwardImage<T>(N, C, rows, columns, px, pdy, before, pdx));
        }
    }

    public static void Places<T>(int N, int C, T rows, T columns, ReadOnlySpan<float> x, Span<float> places)
        where T : unmanaged, IBins
    {
        fixed (float* px = x, p = places)
        {
            Workers.ForRange(N * rows.Output, Border.UnitsInPiece(C * columns.Input), new PlacesRows<T>(C, rows, columns, px, p));
        }
    }

    // Lanes to load or store from a channel on: where fewer are left than a vector holds, and the row goes on, all of them. Those past the last
    // are the next pixel's; what is stored there is wrong, and overwritten by the next window.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Lanes<V>(int channels, int channel, int pixelsLeft)
        where V : unmanaged, IVector<V> => (pixelsLeft * channels) - channel >= V.Count ? V.Count : channels - channel;

    /// <summary>The larger number; the second where it is NaN, the first where only that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Larger<V>(V first, V second)
        where V : unmanaged, IVector<V> => V.SelectGreaterOrNaN(second, first, second, first);

    private readonly struct ForwardRows<T>(int N, int C, T rows, T columns, float* x, float* y) : IRangeWork, IVectorChunk
        where T : unmanaged, IBins
    {
        private readonly bool _isLong = Streaming.IsLong((long)N * rows.Input * columns.Input * C);

        public void Run(int start, int length)
        {
            for (var row = start; row < start + length; row++)
            {
                ByWidth.RunFor(this, row, C);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int row)
            where V : unmanaged, IVector<V>
        {
            // Copies on the stack: of a field the compiler copies the whole axis for every look at it, which takes longer than a small window.
            var (height, width, channels) = (rows, columns, C);
            var (wide, narrow) = (width.Input, width.Output);
            var (right, down) = (width.Dilation * (nint)channels, height.Dilation * (nint)wide * channels);
            var (n, i) = Math.DivRem(row, height.Output);
            var across = height.At(i);
            var source = x + ((((nint)n * height.Input) + across.Start) * wide * channels);
            var target = y + ((nint)row * narrow * channels);

            // While the windows of one row are compared, the rows that the next one adds are asked for, a share by each.
            var next = source + (across.Count * down);
            var share = _isLong ? (height.At(i + 1).Start - across.Start) * wide * channels / narrow : 0;
            for (var j = 0; j < narrow; j++, target += channels, next += share)
            {
                Streaming.Prefetch(next, share);
                var along = width.At(j);
                var window = source + ((nint)along.Start * channels);
                var c = 0;
                for (; c <= channels - Four<V>.Count; c += Four<V>.Count)
                {
                    Four<V>.Store(Maximum<Four<V>>(window + c, across.Count, down, along.Count, right, Four<V>.Count), target + c);
                }

                var last = along.Start + ((along.Count - 1) * width.Dilation);
                for (; c < channels; c += V.Count)
                {
                    var best = Maximum<V>(window + c, across.Count, down, along.Count, right, Lanes<V>(channels, c, wide - last));
                    VectorPart.Store(best, target + c, Lanes<V>(channels, c, narrow - j));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V Maximum<V>(float* window, int height, nint down, int width, nint right, int left)
            where V : unmanaged, IVector<V>
        {
            if (height == 2 && width == 2)
            {
                var upper = Larger(VectorPart.Load<V>(window, left), VectorPart.Load<V>(window + right, left));
                return Larger(upper, Larger(VectorPart.Load<V>(window + down, left), VectorPart.Load<V>(window + down + right, left)));
            }

            var best = V.Create(float.NegativeInfinity);
            for (var u = 0; u < height; u++, window += down)
            {
                var place = window;
                for (var v = 0; v < width; v++, place += right)
                {
                    best = Larger(best, VectorPart.Load<V>(place, left));
                }
            }

            return best;
        }
    }

    // Windows may overlap, so that an image is the smallest piece which nobody else writes to.
    private readonly struct BackwardImage<T>(int N, int C, T rows, T columns, float* x, float* dy, Activation before, float* dx) : IChunkedWork, IVectorChunk
        where T : unmanaged, IBins
    {
        // Where windows neither overlap nor leave anything out, every place is written once and needs no clearing.
        private readonly bool _isTiled = rows.AreTiles && columns.AreTiles;
        private readonly bool _isLong = Streaming.IsLong((long)N * rows.Input * columns.Input * C);
        private readonly bool _streams = Streaming.Pays(dx, (long)N * rows.Input * columns.Input * C, C);

        public void Run(int n) => ByWidth.RunFor(this, n, C);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int n)
            where V : unmanaged, IVector<V>
        {
            var (height, width, channels) = (rows, columns, C);
            var (wide, narrow) = (width.Input, width.Output);
            var line = (nint)wide * channels;
            var (right, down) = (width.Dilation * (nint)channels, height.Dilation * line);
            var image = (nint)n * height.Input * line;
            var source = dy + ((nint)n * height.Output * narrow * channels);
            var cleared = _isTiled ? height.Input : 0;
            for (var i = 0; i < height.Output; i++)
            {
                // Rows are cleared shortly before they are added to, while they are in the cache anyway.
                var across = height.At(i);
                cleared = Clear(image, cleared, across.Start + ((across.Count - 1) * height.Dilation) + 1);

                var next = x + image + ((across.Start + across.Count) * line);
                var share = _isLong ? (height.At(i + 1).Start - across.Start) * line / narrow : 0;
                if (_isTiled && across.Count == 2 && width.At(0).Count == 2)
                {
                    GiveToTiles<V>(image + (across.Start * line), source, next, share);
                    source += narrow * (nint)channels;
                    continue;
                }

                for (var j = 0; j < narrow; j++, source += channels, next += share)
                {
                    Streaming.Prefetch(next, share);
                    var along = width.At(j);
                    var window = image + (across.Start * line) + ((nint)along.Start * channels);
                    for (var c = 0; c < channels; c += V.Count)
                    {
                        GiveToMaximum<V>(window + c, across.Count, down, along.Count, right, source + c, channels - c);
                    }
                }
            }

            Clear(image, cleared, height.Input);
        }

        // Rows from one to before another; returns how many are clear then.
        private int Clear(nint image, int from, int to)
        {
            if (to <= from)
            {
                return from;
            }

            var width = (nint)columns.Input * C;
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

        // A row of the windows of nearly every network, 2×2 side by side: three comparisons each, and no counting.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void GiveToTiles<V>(nint window, float* source, float* next, nint share)
            where V : unmanaged, IVector<V>
        {
            var (narrow, channels, streams, zero) = (columns.Output, C, _streams, V.Create(0));
            var (right, down) = ((nint)channels, 2 * (nint)narrow * channels);
            var from = x + window;
            var to = dx + window;
            for (var j = 0; j < narrow; j++, from += 2 * right, to += 2 * right, source += right, next += share)
            {
                Streaming.Prefetch(next, share);
                for (var i = 0; i < channels; i += V.Count)
                {
                    // The right pixel's first channels are overwritten by the left one's last lanes, unless it is stored after them.
                    var left = channels < V.Count ? Lanes<V>(channels, i, (2 * (narrow - j)) - 1) : channels - i;
                    var (a, b) = (VectorPart.Load<V>(from + i, left), VectorPart.Load<V>(from + i + right, left));
                    var (c, d) = (VectorPart.Load<V>(from + i + down, left), VectorPart.Load<V>(from + i + down + right, left));
                    var (upper, lower) = (Larger(a, b), Larger(c, d));
                    var gradient = BeforeActivation(VectorPart.Load<V>(source + i, Lanes<V>(channels, i, narrow - j)), Larger(upper, lower));
                    var toUpper = V.SelectGreaterOrNaN(lower, upper, zero, gradient);
                    var toLower = V.SelectGreaterOrNaN(lower, upper, gradient, zero);
                    VectorPart.Store(V.SelectGreaterOrNaN(b, a, zero, toUpper), to + i, left, streams);
                    VectorPart.Store(V.SelectGreaterOrNaN(b, a, toUpper, zero), to + i + right, left, streams);
                    VectorPart.Store(V.SelectGreaterOrNaN(d, c, zero, toLower), to + i + down, left, streams);
                    VectorPart.Store(V.SelectGreaterOrNaN(d, c, toLower, zero), to + i + down + right, left, streams);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void GiveToMaximum<V>(nint window, int height, nint down, int width, nint right, float* source, int left)
            where V : unmanaged, IVector<V>
        {
            // The taps are counted in floats, which the lanes compare with.
            var (best, winner, tap, one) = (V.Create(float.NegativeInfinity), V.Create(0), V.Create(0), V.Create(1));
            var line = x + window;
            for (var u = 0; u < height; u++, line += down)
            {
                var place = line;
                for (var v = 0; v < width; v++, place += right, tap += one)
                {
                    var value = VectorPart.Load<V>(place, left);
                    winner = V.SelectGreaterOrNaN(value, best, tap, winner);
                    best = V.SelectGreaterOrNaN(value, best, value, best);
                }
            }

            var (gradient, zero) = (BeforeActivation(VectorPart.Load<V>(source, left), best), V.Create(0));
            tap = zero;
            line = dx + window;
            for (var u = 0; u < height; u++, line += down)
            {
                var place = line;
                for (var v = 0; v < width; v++, place += right, tap += one)
                {
                    var share = V.SelectEqual(winner, tap, gradient, zero);
                    VectorPart.Store(_isTiled ? share : VectorPart.Load<V>(place, left) + share, place, left);
                }
            }
        }
    }

    // Of each maximum its place in the image, row · W + column; of a window that sees nothing but padding the first of the image.
    private readonly struct PlacesRows<T>(int C, T rows, T columns, float* x, float* places) : IRangeWork, IVectorRange
        where T : unmanaged, IBins
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var target = places + ((nint)start * columns.Output * C);
            for (var row = start; row < start + length; row++)
            {
                var (n, i) = Math.DivRem(row, rows.Output);
                var across = rows.At(i);
                var image = x + ((nint)n * rows.Input * columns.Input * C);
                for (var j = 0; j < columns.Output; j++, target += C)
                {
                    var along = columns.At(j);
                    for (var c = 0; c < C; c += V.Count)
                    {
                        VectorPart.Store(PlaceOfMaximum<V>(image + c, across, along, C - c), target + c, C - c);
                    }
                }
            }
        }

        // Places are counted in floats, which are exact up to 2^24.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private V PlaceOfMaximum<V>(float* image, Bin across, Bin along, int left)
            where V : unmanaged, IVector<V>
        {
            var best = V.Create(float.NegativeInfinity);
            var first = (across.Start * columns.Input) + along.Start;
            var winner = V.Create(across.Count > 0 && along.Count > 0 ? first : 0);
            for (var u = 0; u < across.Count; u++)
            {
                for (var v = 0; v < along.Count; v++)
                {
                    var place = first + (u * rows.Dilation * columns.Input) + (v * columns.Dilation);
                    var value = VectorPart.Load<V>(image + ((nint)place * C), left);
                    winner = V.SelectGreaterOrNaN(value, best, V.Create(place), winner);
                    best = V.SelectGreaterOrNaN(value, best, value, best);
                }
            }

            return winner;
        }
    }
}
