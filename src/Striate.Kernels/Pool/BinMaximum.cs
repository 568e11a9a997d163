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
            Workers.ForRange(N * rows.Output, Border.UnitsInPiece(C * columns.Input), new ForwardRows<T>(C, rows, columns, px, py));
        }
    }

    public static void Backward<T>(int N, int C, T rows, T columns, ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Activation before, Span<float> dx)
        where T : unmanaged, IBins
    {
        fixed (float* px = x, pdy = dy, pdx = dx)
        {
            Workers.For(N, new BackwardImage<T>(C, rows, columns, px, pdy, before, pdx));
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

    private readonly struct ForwardRows<T>(int C, T rows, T columns, float* x, float* y) : IRangeWork, IVectorChunk
        where T : unmanaged, IBins
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
            var (n, i) = Math.DivRem(row, rows.Output);
            var across = rows.At(i);
            var target = y + ((nint)row * columns.Output * C);
            var bins = columns;
            for (var j = 0; j < columns.Output; j++, target += C)
            {
                var along = bins.At(j);
                var window = x + (((((nint)n * rows.Input) + across.Start) * columns.Input + along.Start) * C);
                var c = 0;
                for (; c <= C - Four<V>.Count; c += Four<V>.Count)
                {
                    Four<V>.Store(Maximum<Four<V>>(window + c, across.Count, along.Count, Four<V>.Count), target + c);
                }

                for (; c < C; c += V.Count)
                {
                    VectorPart.Store(Maximum<V>(window + c, across.Count, along.Count, C - c), target + c, C - c);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private V Maximum<V>(float* window, int height, int width, int left)
            where V : unmanaged, IVector<V>
        {
            var (down, right) = (rows.Dilation * (nint)columns.Input * C, columns.Dilation * (nint)C);
            var best = V.Create(float.NegativeInfinity);
            for (var u = 0; u < height; u++, window += down)
            {
                var place = window;
                for (var v = 0; v < width; v++, place += right)
                {
                    var value = VectorPart.Load<V>(place, left);
                    best = V.SelectGreaterOrNaN(value, best, value, best);
                }
            }

            return best;
        }
    }

    // Windows may overlap, so that an image is the smallest piece which nobody else writes to.
    private readonly struct BackwardImage<T>(int C, T rows, T columns, float* x, float* dy, Activation before, float* dx) : IChunkedWork, IVectorChunk
        where T : unmanaged, IBins
    {
        // Where windows neither overlap nor leave anything out, every place is written once and needs no clearing.
        private readonly bool _isTiled = rows.AreTiles && columns.AreTiles;

        public void Run(int n) => ByWidth.Run(this, n);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int n)
            where V : unmanaged, IVector<V>
        {
            var width = (nint)columns.Input * C;
            var image = (nint)n * rows.Input * width;
            var source = dy + ((nint)n * rows.Output * columns.Output * C);
            var cleared = _isTiled ? rows.Input : 0;
            var bins = columns;
            for (var i = 0; i < rows.Output; i++)
            {
                // Rows are cleared shortly before they are added to, while they are in the cache anyway.
                var across = rows.At(i);
                cleared = Clear(image, cleared, across.Start + ((across.Count - 1) * rows.Dilation) + 1);
                for (var j = 0; j < columns.Output; j++, source += C)
                {
                    var along = bins.At(j);
                    var window = image + (across.Start * width) + ((nint)along.Start * C);
                    for (var c = 0; c < C; c += V.Count)
                    {
                        if (_isTiled && across.Count == 2 && along.Count == 2)
                        {
                            GiveToOneOfFour<V>(window + c, source + c, C - c);
                        }
                        else
                        {
                            GiveToMaximum<V>(window + c, across.Count, along.Count, source + c, C - c);
                        }
                    }
                }
            }

            Clear(image, cleared, rows.Input);
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

        // The window of nearly every network, 2×2 side by side: three comparisons, and no counting.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void GiveToOneOfFour<V>(nint window, float* source, int left)
            where V : unmanaged, IVector<V>
        {
            var (right, down, zero) = ((nint)C, (nint)columns.Input * C, V.Create(0));
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
        private void GiveToMaximum<V>(nint window, int height, int width, float* source, int left)
            where V : unmanaged, IVector<V>
        {
            // The taps are counted in floats, which the lanes compare with.
            var (down, right) = (rows.Dilation * (nint)columns.Input * C, columns.Dilation * (nint)C);
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
