using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

// Each channel by itself: lanes are channels, and a filter is a vector for each tap. There is nothing to sum over channels, so that
// memory sets the pace. The 3×3 filter, which is nearly all there is, stays in nine registers while a row of outputs is computed for one
// vector of channels, and meanwhile the rows that the next one will need are fetched in their own order. Of larger filters, 5×5 and 7×7
// among them, a tap is loaded once for eight outputs.
public static unsafe partial class Conv2dKernel
{
    // Parts of the filter gradient's sum; each has a sum of its own.
    private const int MostDepthwiseParts = 16;

    // Outputs that share a tap, and taps that share an output's gradient; each has a register of its own.
    private const int OutputsTogether = 8;
    private const int TapsTogether = 5;

    private static void ForwardDepthwise(in Conv2dGeometry g, float* x, float* taps, EpilogueWork epilogue, float* y) =>
        Depthwise(g, DepthwiseAxis.Forward(g.Rows), DepthwiseAxis.Forward(g.Columns), x, taps, epilogue, y);

    private static void BackwardDataDepthwise(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        var (C, size) = (g.OutChannels, g.FilterSize);
        using var taps = Scratch.Rent(size * C);
        Transposition.Copy(w, size, C, size, taps.Pointer, C);
        Depthwise(g, DepthwiseAxis.Gradient(g.Rows), DepthwiseAxis.Gradient(g.Columns), dy, taps.Pointer, default, dx);
    }

    private static void Depthwise(
        in Conv2dGeometry g, DepthwiseAxis rows, DepthwiseAxis columns, float* source, float* taps, EpilogueWork epilogue, float* target)
    {
        using var zeros = Scratch.Rent(columns.Sources * g.OutChannels);
        zeros.Span.Clear();
        using var table = Scratch.Rent(columns.Outputs * sizeof(DepthwiseAxis.Taps) / sizeof(float));
        var tapsAcross = (DepthwiseAxis.Taps*)table.Pointer;
        for (var j = 0; j < columns.Outputs; j++)
        {
            tapsAcross[j] = columns.Of(j);
        }

        Workers.For(g.N * rows.Outputs, new DepthwiseRow(
            g.N, rows, columns, tapsAcross, g.OutChannels, source, taps, zeros.Pointer, epilogue, target));
    }

    private static void BackwardFilterDepthwise(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var (C, size) = (g.OutChannels, g.FilterSize);
        var rows = g.N * g.Rows.Output;
        var parts = Math.Clamp((int)Math.Min((long)rows * g.Columns.Output * C / Border.Grain, MostDepthwiseParts), 1, Math.Max(rows, 1));
        using var sums = Scratch.Rent(parts * size * C);
        sums.Span.Clear();
        using var zeros = Scratch.Rent(g.Columns.Input * C);
        zeros.Span.Clear();
        Workers.For(parts, new DepthwiseGradientPart(
            rows, DepthwiseAxis.Forward(g.Rows), DepthwiseAxis.Forward(g.Columns), C, x, dy, zeros.Pointer, (rows + parts - 1) / parts, sums.Pointer));
        new SumParts(sums.Pointer, parts, size * C, sums.Pointer).Run(0, size * C);
        Transposition.Copy(sums.Pointer, C, size, C, dw, size);
    }

    // Rows of sources that the filter's rows of taps look at; zeros where they look at padding.
    private readonly struct WindowRows(DepthwiseAxis.Taps taps, float* image, nint width, float* zeros, nint start)
    {
        public float* this[int tap] => (taps.SourceOf(tap) is var source and >= 0 ? image + (source * width) : zeros) + start;
    }

    // One row of outputs, of images or of their gradient.
    private readonly struct DepthwiseRow(
        int n, DepthwiseAxis rows, DepthwiseAxis columns, DepthwiseAxis.Taps* tapsAcross, int C, float* source, float* taps, float* zeros,
        EpilogueWork epilogue, float* target)
        : IChunkedWork, IVectorChunk
    {
        private readonly bool _isLong = Streaming.IsLong((long)n * rows.Sources * columns.Sources * C);
        private readonly bool _streams = epilogue.IsEmpty && Streaming.Pays(target, (long)n * rows.Outputs * columns.Outputs * C, C);

        private bool IsThreeByThree => rows.Size == 3 && columns.Size == 3;

        public void Run(int row) => ByWidth.Run(this, row);

        public void Run<V>(int row)
            where V : unmanaged, IVector<V>
        {
            var (number, i) = Math.DivRem(row, rows.Outputs);
            var image = source + ((nint)number * rows.Sources * columns.Sources * C);
            var line = target + ((nint)row * columns.Outputs * C);
            var up = rows.Of(i);
            var (first, end) = C >= V.Count ? columns.Inside() : (0, 0);
            if (C >= V.Count && columns.IsOfPairs && up.Count is 1 or 2)
            {
                (first, end) = Pairs<V>(image, up, line);
            }
            else
            {
                end -= IsThreeByThree ? 0 : (end - first) % OutputsTogether;
                if (first < end)
                {
                    Inside<V>(image, up, first, end - first, line + ((nint)first * C));
                }
            }

            Pixels<V>(image, up, 0, first, line);
            Pixels<V>(image, up, end, columns.Outputs, line);

            epilogue.Apply(line, C, columns.Outputs, C);
        }

        private void Inside<V>(float* image, in DepthwiseAxis.Taps up, int first, int count, float* line)
            where V : unmanaged, IVector<V>
        {
            var across = columns.Of(first);
            var width = (nint)columns.Sources * C;
            var window = new WindowRows(up, image, width, zeros, (nint)across.Source * C);
            var next = image + ((up.Source + Math.Max((up.Count - 1) * up.SourceStep, 0) + 1) * width);
            var share = _isLong ? rows.Move * columns.Sources * V.Count : 0;
            for (var c = 0; c < C; c += V.Count, next += share)
            {
                // The last vector starts early enough to be whole: some channels are computed twice.
                var at = Math.Min(c, C - V.Count);
                Streaming.Prefetch(next, share);
                if (IsThreeByThree)
                {
                    Nine<V>(
                        window[0] + at, window[1] + at, window[2] + at, (nint)across.SourceStep * C, (nint)columns.Move * C,
                        taps + at, C, line + at, count, _streams);
                    continue;
                }

                for (var j = 0; j < count; j += OutputsTogether)
                {
                    Eight<V>(window, at + ((nint)j * columns.Move * C), (nint)across.SourceStep * C, taps + at, line + at + ((nint)j * C));
                }
            }
        }

        // Eight outputs side by side for one vector of channels.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Eight<V>(in WindowRows window, nint place, nint step, float* w, float* y)
            where V : unmanaged, IVector<V>
        {
            var zero = V.Create(0);
            var (s0, s1, s2, s3, s4, s5, s6, s7) = (zero, zero, zero, zero, zero, zero, zero, zero);
            var (move, width) = ((nint)columns.Move * C, columns.Size);
            for (var u = 0; u < rows.Size; u++)
            {
                var x = window[u] + place;
                for (var v = 0; v < width; v++, x += step, w += C)
                {
                    var tap = V.Load(w);
                    var far = x + (4 * move);
                    V.Accumulate(V.Load(x), tap, ref s0);
                    V.Accumulate(V.Load(x + move), tap, ref s1);
                    V.Accumulate(V.Load(x + (2 * move)), tap, ref s2);
                    V.Accumulate(V.Load(far - move), tap, ref s3);
                    V.Accumulate(V.Load(far), tap, ref s4);
                    V.Accumulate(V.Load(far + move), tap, ref s5);
                    V.Accumulate(V.Load(far + (2 * move)), tap, ref s6);
                    V.Accumulate(V.Load(far + (3 * move)), tap, ref s7);
                }
            }

            Store(s0, y);
            Store(s1, y + C);
            Store(s2, y + (2 * C));
            Store(s3, y + (3 * C));
            y += 4 * C;
            Store(s4, y);
            Store(s5, y + C);
            Store(s6, y + (2 * C));
            Store(s7, y + (3 * C));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Store<V>(V value, float* y)
            where V : unmanaged, IVector<V> => VectorPart.Store(value, y, V.Count, _streams);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Nine<V>(float* x0, float* x1, float* x2, nint step, nint move, float* w, nint C, float* y, int count, bool streams)
            where V : unmanaged, IVector<V>
        {
            var (w0, w1, w2) = (V.Load(w), V.Load(w + C), V.Load(w + (2 * C)));
            w += 3 * C;
            var (w3, w4, w5) = (V.Load(w), V.Load(w + C), V.Load(w + (2 * C)));
            w += 3 * C;
            var (w6, w7, w8) = (V.Load(w), V.Load(w + C), V.Load(w + (2 * C)));
            for (var j = 0; j < count; j++, x0 += move, x1 += move, x2 += move, y += C)
            {
                var sum = V.Load(x0) * w0;
                V.Accumulate(V.Load(x0 + step), w1, ref sum);
                V.Accumulate(V.Load(x0 + (2 * step)), w2, ref sum);
                V.Accumulate(V.Load(x1), w3, ref sum);
                V.Accumulate(V.Load(x1 + step), w4, ref sum);
                V.Accumulate(V.Load(x1 + (2 * step)), w5, ref sum);
                V.Accumulate(V.Load(x2), w6, ref sum);
                V.Accumulate(V.Load(x2 + step), w7, ref sum);
                V.Accumulate(V.Load(x2 + (2 * step)), w8, ref sum);
                VectorPart.Store(sum, y, V.Count, streams);
            }
        }

        // Pairs of outputs from one row of sources or from two; returns which outputs they are.
        private (int First, int End) Pairs<V>(float* image, in DepthwiseAxis.Taps up, float* line)
            where V : unmanaged, IVector<V>
        {
            var (source, first, count) = columns.Pairs();
            var (width, tapWidth) = ((nint)columns.Sources * C, (nint)columns.Size * C);
            var before = (source - 1) * (nint)C;
            var a = image + (up.Source * width) + before;
            var b = up.Count == 2 ? a + (up.SourceStep * width) : zeros;
            var ofA = taps + (up.First * tapWidth);
            var ofB = up.Count == 2 ? ofA + (up.Step * tapWidth) : ofA;
            for (var c = 0; c < C && count > 0; c += V.Count)
            {
                var at = Math.Min(c, C - V.Count);
                Six<V>(a + at, b + at, ofA + at, ofB + at, C, line + ((nint)first * C) + at, count, _streams);
            }

            return (first, first + (2 * count));
        }

        // Each source is loaded once: it is the first tap's of one pair and the last one's of the next.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Six<V>(float* a, float* b, float* ofA, float* ofB, nint C, float* y, int pairs, bool streams)
            where V : unmanaged, IVector<V>
        {
            var (a0, a1, a2) = (V.Load(ofA), V.Load(ofA + C), V.Load(ofA + (2 * C)));
            var (b0, b1, b2) = (V.Load(ofB), V.Load(ofB + C), V.Load(ofB + (2 * C)));
            var (lastA, lastB) = (V.Load(a), V.Load(b));
            for (var i = 0; i < pairs; i++, y += 2 * C)
            {
                a += C;
                b += C;
                var (nextA, nextB) = (V.Load(a), V.Load(b));
                var even = nextA * a0;
                V.Accumulate(lastA, a2, ref even);
                V.Accumulate(nextB, b0, ref even);
                V.Accumulate(lastB, b2, ref even);
                var odd = nextA * a1;
                V.Accumulate(nextB, b1, ref odd);
                VectorPart.Store(even, y, V.Count, streams);
                VectorPart.Store(odd, y + C, V.Count, streams);
                (lastA, lastB) = (nextA, nextB);
            }
        }

        // Some outputs, whatever taps they take.
        private void Pixels<V>(float* image, in DepthwiseAxis.Taps up, int first, int end, float* line)
            where V : unmanaged, IVector<V>
        {
            // Outputs that take the same taps follow one another.
            for (var start = first; start < Math.Min(first + columns.Period, end); start++)
            {
                var c = 0;
                for (; c <= C - Four<V>.Count; c += Four<V>.Count)
                {
                    Channels<Four<V>>(image + c, up, start, end, c, Four<V>.Count, line + c);
                }

                for (; c < C; c += V.Count)
                {
                    Channels<V>(image + c, up, start, end, c, C - c, line + c);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Channels<V>(float* image, in DepthwiseAxis.Taps up, int first, int end, int channel, int left, float* line)
            where V : unmanaged, IVector<V>
        {
            var (width, tapWidth) = ((nint)columns.Sources * C, (nint)columns.Size * C);
            var (row, tapRow, count) = (up.SourceStep * width, up.Step * tapWidth, up.Count);
            image += up.Source * width;
            var filter = taps + (up.First * tapWidth) + channel;
            for (var j = first; j < end; j += columns.Period)
            {
                ref readonly var across = ref tapsAcross[j];
                var x = image + ((nint)across.Source * C);
                var w = filter + ((nint)across.First * C);
                var (pixel, tap) = ((nint)across.SourceStep * C, (nint)across.Step * C);
                var sum = V.Create(0);
                for (var u = 0; u < count; u++, x += row, w += tapRow)
                {
                    for (var v = 0; v < across.Count; v++)
                    {
                        V.Accumulate(VectorPart.Load<V>(x + (v * pixel), left), VectorPart.Load<V>(w + (v * tap), left), ref sum);
                    }
                }

                VectorPart.Store(sum, line + ((nint)j * C), left, _streams);
            }
        }
    }

    // Some rows of outputs: sums[part][tap][channel] = Σ x · dy.
    private readonly struct DepthwiseGradientPart(
        int rowsInAll, DepthwiseAxis rows, DepthwiseAxis columns, int C, float* x, float* dy, float* zeros, int rowsInPart, float* sums)
        : IChunkedWork, IVectorChunk
    {
        public void Run(int part) => ByWidth.Run(this, part);

        public void Run<V>(int part)
            where V : unmanaged, IVector<V>
        {
            var sum = sums + ((nint)part * rows.Size * columns.Size * C);
            var (first, end) = rows.Size * columns.Size >= TapsTogether && C >= V.Count ? columns.Inside() : (0, 0);
            for (var row = part * rowsInPart; row < Math.Min(rowsInAll, (part + 1) * rowsInPart); row++)
            {
                var (number, i) = Math.DivRem(row, rows.Outputs);
                var image = x + ((nint)number * rows.Sources * columns.Sources * C);
                var gradient = dy + ((nint)row * columns.Outputs * C);
                var up = rows.Of(i);
                for (var j = 0; j < first; j++)
                {
                    Pixel<V>(image, up, j, gradient + ((nint)j * C), sum);
                }

                if (first < end)
                {
                    Inside<V>(image, up, first, end - first, gradient + ((nint)first * C), sum);
                }

                for (var j = end; j < columns.Outputs; j++)
                {
                    Pixel<V>(image, up, j, gradient + ((nint)j * C), sum);
                }
            }
        }

        private void Inside<V>(float* image, in DepthwiseAxis.Taps up, int first, int count, float* gradient, float* sum)
            where V : unmanaged, IVector<V>
        {
            var across = columns.Of(first);
            var width = (nint)columns.Sources * C;
            var window = new WindowRows(up, image, width, zeros, (nint)across.Source * C);
            var next = image + ((up.Source + ((up.Count - 1) * up.SourceStep) + 1) * width);
            var nextGradient = gradient + ((nint)columns.Outputs * C);
            var isLong = Streaming.IsLong((long)rowsInAll * rows.Move * width);
            var (share, gradientShare) = isLong ? (rows.Move * columns.Sources * V.Count, columns.Outputs * V.Count) : (0, 0);
            var c = 0;
            for (; c <= C - V.Count; c += V.Count, next += share, nextGradient += gradientShare)
            {
                Streaming.Prefetch(next, share);
                Streaming.Prefetch(nextGradient, gradientShare);
                var (step, move) = ((nint)across.SourceStep * C, (nint)columns.Move * C);
                if (rows.Size == 3 && columns.Size == 3)
                {
                    Nine<V>(window[0] + c, window[1] + c, window[2] + c, step, move, gradient + c, C, count, sum + c);
                    continue;
                }

                for (var tap = 0; tap < rows.Size * columns.Size; tap += TapsTogether)
                {
                    Five<V>(window, c, tap, step, move, gradient + c, count, sum + c);
                }
            }

            for (var j = 0; j < count && c < C; j++)
            {
                Pixel<V>(image, up, first + j, gradient + ((nint)j * C), sum, c);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Nine<V>(float* x0, float* x1, float* x2, nint step, nint move, float* gradient, nint C, int count, float* sum)
            where V : unmanaged, IVector<V>
        {
            var zero = V.Create(0);
            var (s0, s1, s2, s3, s4, s5, s6, s7, s8) = (zero, zero, zero, zero, zero, zero, zero, zero, zero);
            for (var j = 0; j < count; j++, x0 += move, x1 += move, x2 += move, gradient += C)
            {
                var d = V.Load(gradient);
                V.Accumulate(V.Load(x0), d, ref s0);
                V.Accumulate(V.Load(x0 + step), d, ref s1);
                V.Accumulate(V.Load(x0 + (2 * step)), d, ref s2);
                V.Accumulate(V.Load(x1), d, ref s3);
                V.Accumulate(V.Load(x1 + step), d, ref s4);
                V.Accumulate(V.Load(x1 + (2 * step)), d, ref s5);
                V.Accumulate(V.Load(x2), d, ref s6);
                V.Accumulate(V.Load(x2 + step), d, ref s7);
                V.Accumulate(V.Load(x2 + (2 * step)), d, ref s8);
            }

            AddThree(s0, s1, s2, sum, C);
            AddThree(s3, s4, s5, sum + (3 * C), C);
            AddThree(s6, s7, s8, sum + (6 * C), C);
        }

        // Five taps for one vector of channels; the last five of a filter start early enough to be five, and some are computed twice.
        private void Five<V>(in WindowRows window, int c, int tap, nint step, nint move, float* gradient, int count, float* sum)
            where V : unmanaged, IVector<V>
        {
            var width = columns.Size;
            var first = Math.Min(tap, (rows.Size * width) - TapsTogether);
            var sums = stackalloc V[TapsTogether];
            Five(
                window[first / width] + c + (first % width * step),
                window[(first + 1) / width] + c + ((first + 1) % width * step),
                window[(first + 2) / width] + c + ((first + 2) % width * step),
                window[(first + 3) / width] + c + ((first + 3) % width * step),
                window[(first + 4) / width] + c + ((first + 4) % width * step),
                move, gradient, C, count, sums);
            for (var i = tap - first; i < TapsTogether; i++)
            {
                var target = sum + ((nint)(first + i) * C);
                V.Store(V.Load(target) + sums[i], target);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Five<V>(float* x0, float* x1, float* x2, float* x3, float* x4, nint move, float* gradient, nint C, int count, V* sums)
            where V : unmanaged, IVector<V>
        {
            var zero = V.Create(0);
            var (s0, s1, s2, s3, s4) = (zero, zero, zero, zero, zero);
            for (nint j = 0, x = 0; j < count; j++, x += move, gradient += C)
            {
                var d = V.Load(gradient);
                V.Accumulate(V.Load(x0 + x), d, ref s0);
                V.Accumulate(V.Load(x1 + x), d, ref s1);
                V.Accumulate(V.Load(x2 + x), d, ref s2);
                V.Accumulate(V.Load(x3 + x), d, ref s3);
                V.Accumulate(V.Load(x4 + x), d, ref s4);
            }

            (sums[0], sums[1], sums[2], sums[3], sums[4]) = (s0, s1, s2, s3, s4);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void AddThree<V>(V a, V b, V c, float* sum, nint C)
            where V : unmanaged, IVector<V>
        {
            V.Store(V.Load(sum) + a, sum);
            V.Store(V.Load(sum + C) + b, sum + C);
            V.Store(V.Load(sum + (2 * C)) + c, sum + (2 * C));
        }

        // One output, whatever taps it takes, from a channel on.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Pixel<V>(float* image, in DepthwiseAxis.Taps up, int j, float* gradient, float* sum, int channel = 0)
            where V : unmanaged, IVector<V>
        {
            var across = columns.Of(j);
            for (var c = channel; c < C; c += V.Count)
            {
                var d = VectorPart.Load<V>(gradient + c, C - c);
                for (var u = 0; u < up.Count; u++)
                {
                    var place = image + ((((nint)(up.Source + (u * up.SourceStep)) * columns.Sources) + across.Source) * C) + c;
                    var target = sum + ((nint)(((up.First + u) * columns.Size) + across.First) * C) + c;
                    for (var v = 0; v < across.Count; v++, place += (nint)across.SourceStep * C, target += C)
                    {
                        VectorPart.Store(V.MultiplyAdd(VectorPart.Load<V>(place, C - c), d, VectorPart.Load<V>(target, C - c)), target, C - c);
                    }
                }
            }
        }
    }
}
