using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

// Each channel by itself: lanes are channels, and a filter is a vector for each tap. There is nothing to sum over channels, so that
// memory sets the pace; what counts is that every pixel comes from the first cache after its first use.
public static unsafe partial class Conv2dKernel
{
    // Parts of the filter gradient's sum; each has a sum of its own.
    private const int MostDepthwiseParts = 16;

    private static void ForwardDepthwise(in Conv2dGeometry g, float* x, float* taps, EpilogueWork epilogue, float* y) =>
        Workers.For(g.N * g.Rows.Output, new DepthwiseRow(
            DepthwiseWindow.Forward(g.Rows), DepthwiseWindow.Forward(g.Columns), g.OutChannels, x, taps, epilogue, y));

    private static void BackwardDataDepthwise(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        var (C, size) = (g.OutChannels, g.FilterSize);
        using var taps = Scratch.Rent(size * C);
        Transposition.Copy(w, size, C, size, taps.Pointer, C);
        if (g.Rows.Stride > 1 || g.Columns.Stride > 1)
        {
            Workers.For(g.N * g.Rows.Input, new DepthwiseStridedGradientRow(g, dy, taps.Pointer, dx));
            return;
        }

        // At stride 1 it is a convolution too: of the output's gradient, with the filters turned by half a turn.
        using var turned = Scratch.Rent(size * C);
        for (var tap = 0; tap < size; tap++)
        {
            new ReadOnlySpan<float>(taps.Pointer + ((nint)tap * C), C).CopyTo(new Span<float>(turned.Pointer + ((nint)(size - 1 - tap) * C), C));
        }

        Workers.For(g.N * g.Rows.Input, new DepthwiseRow(
            DepthwiseWindow.Turned(g.Rows), DepthwiseWindow.Turned(g.Columns), C, dy, turned.Pointer, default, dx));
    }

    private static void BackwardFilterDepthwise(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var (C, size) = (g.OutChannels, g.FilterSize);
        var rows = g.N * g.Rows.Output;
        var parts = Math.Clamp((int)Math.Min((long)rows * g.Columns.Output * C / Border.Grain, MostDepthwiseParts), 1, Math.Max(rows, 1));
        using var sums = Scratch.Rent(parts * size * C);
        sums.Span.Clear();
        Workers.For(parts, new DepthwiseFilterGradientPart(g, x, dy, (rows + parts - 1) / parts, sums.Pointer));
        new SumParts(sums.Pointer, parts, size * C, sums.Pointer).Run(0, size * C);
        Transposition.Copy(sums.Pointer, C, size, C, dw, size);
    }

    /// <summary>A window that slides over one axis, without a care for what it was made from.</summary>
    private readonly record struct DepthwiseWindow(int Input, int Output, int Size, int Stride, int Before, int Dilation)
    {
        public static DepthwiseWindow Forward(WindowAxis axis) => new(axis.Input, axis.Output, axis.Size, axis.Stride, axis.Before, axis.Dilation);

        public static DepthwiseWindow Turned(WindowAxis axis) => new(axis.Output, axis.Input, axis.Size, 1, axis.Extent - 1 - axis.Before, axis.Dilation);

        /// <summary>The taps that lie on the image for one output.</summary>
        public (int First, int End) Taps(int output)
        {
            var start = (output * Stride) - Before;
            return (start >= 0 ? 0 : (-start + Dilation - 1) / Dilation, Math.Min(Size, start >= Input ? 0 : ((Input - start - 1) / Dilation) + 1));
        }

        /// <summary>The outputs all of whose taps lie on the image.</summary>
        public (int First, int End) Inside()
        {
            var first = Math.Clamp((Before + Stride - 1) / Stride, 0, Output);
            var last = Input + Before - (Dilation * (Size - 1)) - 1;
            return (first, last < 0 ? first : Math.Clamp((last / Stride) + 1, first, Output));
        }
    }

    // One row of outputs.
    private readonly struct DepthwiseRow(DepthwiseWindow rows, DepthwiseWindow columns, int C, float* x, float* taps, EpilogueWork epilogue, float* y)
        : IChunkedWork
    {
        // Outputs that are computed together: 8 accumulators for one vector of filters.
        private const int Together = 8;

        public void Run(int row)
        {
            switch (Simd.Width)
            {
                case 16:
                    Run<Floats16>(row);
                    break;
                case 8:
                    Run<Floats8>(row);
                    break;
                default:
                    Run<Floats4>(row);
                    break;
            }
        }

        private void Run<V>(int row)
            where V : unmanaged, IVector<V>
        {
            var (image, i) = Math.DivRem(row, rows.Output);
            var (firstTap, endTap) = rows.Taps(i);
            var width = (nint)columns.Input * C;
            var window = x + ((nint)image * rows.Input * width) + (((nint)i * rows.Stride) - rows.Before) * width;
            var target = y + ((nint)row * columns.Output * C);
            var (first, end) = columns.Inside();
            var step = (nint)columns.Stride * C;
            // Pixels before channels, so that memory is walked in its own order.
            for (var j = 0; j < columns.Output;)
            {
                if (j >= first && j < end && end - first >= Together)
                {
                    // The last eight start early enough to be inside: some are computed twice.
                    var start = Math.Min(j, end - Together);
                    PrefetchBlock(window + ((start + Together) * step) - ((nint)columns.Before * C), endTap - 1, Together * (int)step);
                    var c = 0;
                    for (; c <= C - V.Count; c += V.Count)
                    {
                        Eight<V>(window + (start * step) - ((nint)columns.Before * C) + c, step, firstTap, endTap, taps + c, target + ((nint)start * C) + c);
                    }

                    for (; j < start + Together; j++)
                    {
                        One<V>(window, j, firstTap, endTap, target, c);
                    }
                }
                else
                {
                    One<V>(window, j++, firstTap, endTap, target, 0);
                }
            }

            epilogue.Apply(target, C, columns.Output, C);
        }

        // The next block's pixels of the row that is new. They are read one vector of channels after the other, at a distance, where the
        // machine's own prefetch does not see that they follow one another.
        private void PrefetchBlock(float* window, int lastTap, int length)
        {
            var line = window + ((nint)lastTap * rows.Dilation * columns.Input * C);
            for (var i = 0; i < length && Sse.IsSupported; i += 16)
            {
                Sse.Prefetch0(line + i);
            }
        }

        // One output, from a channel on.
        private void One<V>(float* window, int j, int firstTap, int endTap, float* target, int channel)
            where V : unmanaged, IVector<V>
        {
            var (first, end) = columns.Taps(j);
            for (var c = channel; c < C; c += V.Count)
            {
                var left = C - c;
                var sum = V.Create(0);
                for (var u = firstTap; u < endTap; u++)
                {
                    var line = window + ((nint)u * rows.Dilation * columns.Input * C) + c;
                    for (var v = first; v < end; v++)
                    {
                        var place = (nint)((j * columns.Stride) - columns.Before + (v * columns.Dilation)) * C;
                        sum = V.MultiplyAdd(VectorPart.Load<V>(line + place, left), VectorPart.Load<V>(taps + ((nint)((u * columns.Size) + v) * C) + c, left), sum);
                    }
                }

                VectorPart.Store(sum, target + ((nint)j * C) + c, left);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Eight<V>(float* window, nint step, int firstTap, int endTap, float* filter, float* target)
            where V : unmanaged, IVector<V>
        {
            var (s0, s1, s2, s3) = (V.Create(0), V.Create(0), V.Create(0), V.Create(0));
            var (s4, s5, s6, s7) = (V.Create(0), V.Create(0), V.Create(0), V.Create(0));
            for (var u = firstTap; u < endTap; u++)
            {
                var line = window + ((nint)u * rows.Dilation * columns.Input * C);
                var tap = filter + ((nint)u * columns.Size * C);
                for (var v = 0; v < columns.Size; v++, line += (nint)columns.Dilation * C, tap += C)
                {
                    var w = V.Load(tap);
                    var far = line + (4 * step);
                    s0 = V.MultiplyAdd(V.Load(line), w, s0);
                    s1 = V.MultiplyAdd(V.Load(line + step), w, s1);
                    s2 = V.MultiplyAdd(V.Load(line + (2 * step)), w, s2);
                    s3 = V.MultiplyAdd(V.Load(line + (3 * step)), w, s3);
                    s4 = V.MultiplyAdd(V.Load(far), w, s4);
                    s5 = V.MultiplyAdd(V.Load(far + step), w, s5);
                    s6 = V.MultiplyAdd(V.Load(far + (2 * step)), w, s6);
                    s7 = V.MultiplyAdd(V.Load(far + (3 * step)), w, s7);
                }
            }

            V.Store(s0, target);
            V.Store(s1, target + C);
            V.Store(s2, target + (2 * C));
            V.Store(s3, target + (3 * C));
            V.Store(s4, target + (4 * C));
            V.Store(s5, target + (5 * C));
            V.Store(s6, target + (6 * C));
            V.Store(s7, target + (7 * C));
        }
    }

    // One row of the images' gradient where the windows have a stride: it receives from the rows of outputs that saw it.
    private readonly struct DepthwiseStridedGradientRow(Conv2dGeometry g, float* dy, float* taps, float* dx) : IChunkedWork
    {
        public void Run(int row)
        {
            var (rows, columns, C) = (g.Rows, g.Columns, g.OutChannels);
            var (image, h) = Math.DivRem(row, rows.Input);
            var target = dx + ((nint)row * columns.Input * C);
            new Span<float>(target, columns.Input * C).Clear();
            for (var u = 0; u < rows.Size; u++)
            {
                var (i, rest) = Math.DivRem(h + rows.Before - (u * rows.Dilation), rows.Stride);
                if (rest != 0 || (uint)i >= (uint)rows.Output)
                {
                    continue;
                }

                var source = dy + (((((nint)image * rows.Output) + i) * columns.Output) * C);
                for (var v = 0; v < columns.Size; v++)
                {
                    var start = (v * columns.Dilation) - columns.Before;
                    var tap = taps + ((nint)((u * columns.Size) + v) * C);
                    var first = start >= 0 ? 0 : (-start + columns.Stride - 1) / columns.Stride;
                    for (var j = first; j < columns.Output && start + (j * columns.Stride) < columns.Input; j++)
                    {
                        AddProduct(source + ((nint)j * C), tap, target + ((nint)(start + (j * columns.Stride)) * C), C);
                    }
                }
            }
        }

        private static void AddProduct(float* a, float* b, float* sum, int count)
        {
            for (var c = 0; c < count; c += Lanes.Width)
            {
                Lanes.Add(Lanes.Load(a + c, count - c) * Lanes.Load(b + c, count - c), sum + c, count - c);
            }
        }
    }

    // Some rows of outputs: sums[part][tap][channel] = Σ x · dy.
    private readonly struct DepthwiseFilterGradientPart(Conv2dGeometry g, float* x, float* dy, int rowsInPart, float* sums) : IChunkedWork
    {
        // Outputs whose windows stay in the first cache while all channels are taken.
        private const int OutputsInBlock = 16;

        public void Run(int part)
        {
            switch (Simd.Width)
            {
                case 16:
                    Run<Floats16>(part);
                    break;
                case 8:
                    Run<Floats8>(part);
                    break;
                default:
                    Run<Floats4>(part);
                    break;
            }
        }

        private void Run<V>(int part)
            where V : unmanaged, IVector<V>
        {
            var (rows, columns, C) = (DepthwiseWindow.Forward(g.Rows), DepthwiseWindow.Forward(g.Columns), g.OutChannels);
            var target = sums + ((nint)part * g.FilterSize * C);
            var end = Math.Min(g.N * rows.Output, (part + 1) * rowsInPart);
            for (var row = part * rowsInPart; row < end; row++)
            {
                var (image, i) = Math.DivRem(row, rows.Output);
                var (firstTap, endTap) = rows.Taps(i);
                for (var j = 0; j < columns.Output; j += OutputsInBlock)
                {
                    var last = Math.Min(j + OutputsInBlock, columns.Output);
                    for (var c = 0; c < C; c += V.Count)
                    {
                        for (var u = firstTap; u < endTap; u++)
                        {
                            var y = (i * rows.Stride) - rows.Before + (u * rows.Dilation);
                            var line = x + ((((nint)image * rows.Input) + y) * columns.Input * C) + c;
                            AddRow<V>(line, dy + ((nint)row * columns.Output * C) + c, j, last, C - c, target + ((nint)u * columns.Size * C) + c);
                        }
                    }
                }
            }
        }

        // All taps of a row of the window. Three at a time share their loads of dy, where all of them lie on the image.
        private void AddRow<V>(float* line, float* gradient, int from, int to, int left, float* target)
            where V : unmanaged, IVector<V>
        {
            var (columns, C) = (DepthwiseWindow.Forward(g.Columns), g.OutChannels);
            var (first, end) = columns.Inside();
            (first, end) = (Math.Clamp(first, from, to), Math.Clamp(end, from, to));
            var v = 0;
            if (left >= V.Count)
            {
                for (; v <= columns.Size - 3; v += 3)
                {
                    AddTaps<V>(line, gradient, v, from, first, left, target);
                    AddThree<V>(line, gradient, v, first, end, target + ((nint)v * C));
                    AddTaps<V>(line, gradient, v, end, to, left, target);
                }
            }

            for (; v < columns.Size; v++)
            {
                AddTap<V>(line, gradient, v, from, to, left, target + ((nint)v * C));
            }
        }

        private void AddTaps<V>(float* line, float* gradient, int v, int first, int end, int left, float* target)
            where V : unmanaged, IVector<V>
        {
            for (var tap = v; tap < v + 3 && first < end; tap++)
            {
                AddTap<V>(line, gradient, tap, first, end, left, target + ((nint)tap * g.OutChannels));
            }
        }

        private void AddTap<V>(float* line, float* gradient, int v, int first, int end, int left, float* target)
            where V : unmanaged, IVector<V>
        {
            var (axis, C) = (g.Columns, g.OutChannels);
            var sum = VectorPart.Load<V>(target, left);
            for (var j = first; j < end; j++)
            {
                var place = (j * axis.Stride) - axis.Before + (v * axis.Dilation);
                if ((uint)place < (uint)axis.Input)
                {
                    sum = V.MultiplyAdd(VectorPart.Load<V>(line + ((nint)place * C), left), VectorPart.Load<V>(gradient + ((nint)j * C), left), sum);
                }
            }

            VectorPart.Store(sum, target, left);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void AddThree<V>(float* line, float* gradient, int v, int first, int end, float* target)
            where V : unmanaged, IVector<V>
        {
            var (axis, C) = (g.Columns, (nint)g.OutChannels);
            var (step, apart) = (axis.Stride * C, axis.Dilation * C);
            var place = line + (((first * axis.Stride) - axis.Before + (v * axis.Dilation)) * C);
            gradient += first * C;
            var (s0, s1, s2) = (V.Load(target), V.Load(target + C), V.Load(target + (2 * C)));
            for (var j = first; j < end; j++, place += step, gradient += C)
            {
                var d = V.Load(gradient);
                s0 = V.MultiplyAdd(V.Load(place), d, s0);
                s1 = V.MultiplyAdd(V.Load(place + apart), d, s1);
                s2 = V.MultiplyAdd(V.Load(place + (2 * apart)), d, s2);
            }

            V.Store(s0, target);
            V.Store(s1, target + C);
            V.Store(s2, target + (2 * C));
        }
    }
}
