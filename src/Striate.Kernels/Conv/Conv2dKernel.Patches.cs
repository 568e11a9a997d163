using System.Numerics.Tensors;
using Striate.Kernels.Gemm;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Conv;

// The general rung of all three ladders: patches × filters as a matrix product.
public static unsafe partial class Conv2dKernel
{
    // 48 rows are a multiple of every tile's rows, and 48 × 512 floats of patches (96 KB) stay in the second cache.
    private const int RowsInChunk = 48;
    private const int StepsInBlock = 512;

    // The filter gradient sums over all pixels: they are cut into this many parts at most, each with a sum of its own.
    private const int MostParts = 16;
    private const int PixelsInPart = 512;
    private const int LargestPartialSums = 4 * 1024 * 1024;

    // Patches at hand for the filter gradient: 256 × 512 floats (512 KB) stay in a second cache of today. Half as many pixels and columns were
    // a tenth to a quarter slower with 1×1 filters, for sums are stored twice as often.
    private const int PixelsInGradientBlock = 256;
    private const int ColumnsInGradientBlock = 512;
    private const int GapInGradientBlock = 16;

    private static void PackForPatches(in Conv2dGeometry g, float* w, float* packed)
    {
        for (var group = 0; group < g.Groups; group++)
        {
            // Column o of the right factor is filter o, which lies in memory in the patches' own order.
            var filters = new FilterMatrix(w + ((nint)group * g.GroupOutChannels * g.FilterSize), g.FilterSize, 1, g.FilterSize);
            packed = Pack(filters, g.GroupOutChannels, g.FilterSize, packed);
        }
    }

    private static void ForwardByPatches(in Conv2dGeometry g, float* x, float* packed, EpilogueWork epilogue, float* y)
    {
        for (var group = 0; group < g.Groups; group++)
        {
            var patches = InputPatches(g, x + (group * g.GroupInChannels));
            var firstFilter = group * g.GroupOutChannels;
            packed = Product(
                g.N * g.Rows.Output * g.Columns.Output, g.GroupOutChannels, patches, packed,
                epilogue.Skip(firstFilter), y + firstFilter, g.OutChannels);
        }
    }

    // Enough images to give every thread some.
    private const int ImagesForScatter = 4;

    // The vectors are full even for one input channel, but an image is the smallest piece of work. With few images it is the way where the
    // other takes four times the products: one image and the first layer of SqueezeNet, 7×7/2 3→96 @224, which it gathers in 16 lanes for 3 channels.
    private static bool IsDataGradientScattered(in Conv2dGeometry g) => g.N >= ImagesForScatter
        || 4L * g.Rows.Output * g.Columns.Output * MicroKernel.Panels(g.FilterSize) < (long)g.Rows.Input * g.Columns.Input * g.Rows.Size * g.Columns.Size * MicroKernel.Panels(g.GroupInChannels);

    // Each output pixel's gradient times the filters is what it adds to its window: a product as wide as a filter, however few
    // the input channels are. Windows overlap, so that an image is the smallest piece which nobody else writes to.
    private static void BackwardDataByScatter(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        using var packed = Scratch.Rent(g.GroupOutChannels * MicroKernel.Panels(g.FilterSize) * MicroKernel.Columns);
        new Span<float>(dx, (int)g.InputLength).Clear();
        for (var group = 0; group < g.Groups; group++)
        {
            var filters = new FilterMatrix(w + ((nint)group * g.GroupOutChannels * g.FilterSize), g.GroupOutChannels, g.FilterSize, 1);
            Pack(filters, g.FilterSize, g.GroupOutChannels, packed.Pointer);
            Workers.For(g.N, new ScatterImage(
                InputPatches(g, dx + (group * g.GroupInChannels)), dy + (group * g.GroupOutChannels), g.OutChannels, g.GroupOutChannels,
                g.Rows.Output * g.Columns.Output, packed.Pointer));
        }
    }

    private static void BackwardDataByPatches(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        using var packed = Scratch.Rent(g.Rows.Size * g.Columns.Size * g.GroupOutChannels * MicroKernel.Panels(g.GroupInChannels) * MicroKernel.Columns);
        for (var group = 0; group < g.Groups; group++)
        {
            // An input pixel gathers from the outputs that saw it: a window over dy, spread out by the stride, whose
            // taps run backwards.
            var patches = new Patches(
                dy + (group * g.GroupOutChannels), g.OutChannels, g.GroupOutChannels,
                input: (g.Rows.Output, g.Columns.Output),
                output: (g.Rows.Input, g.Columns.Input),
                kernel: (g.Rows.Size, g.Columns.Size),
                stride: 1,
                top: g.Rows.Extent - 1 - g.Rows.Before,
                left: g.Columns.Extent - 1 - g.Columns.Before,
                dilation: (g.Rows.Dilation, g.Columns.Dilation),
                spread: (g.Rows.Stride, g.Columns.Stride));

            var filters = TurnedFilters(
                g, w + ((nint)group * g.GroupOutChannels * g.FilterSize), PhaseAxis.OfAllTaps(g.Rows), PhaseAxis.OfAllTaps(g.Columns));
            Pack(filters, g.GroupInChannels, patches.Length, packed.Pointer);
            Product(
                g.N * g.Rows.Input * g.Columns.Input, g.GroupInChannels, patches, packed.Pointer,
                default, dx + (group * g.GroupInChannels), g.InChannels);
        }
    }

    // Step (tap, o), column c of the right factor is w[o, tap, c], the phase's taps backwards.
    private static FilterMatrix TurnedFilters(in Conv2dGeometry g, float* w, PhaseAxis rows, PhaseAxis columns)
    {
        var (rowSize, size) = ((nint)g.Columns.Size * g.GroupInChannels, (nint)g.GroupInChannels);
        return new FilterMatrix(w + (rows.LastTap * rowSize) + (columns.LastTap * size), g.GroupOutChannels, g.FilterSize, 1)
        {
            Outer = (rows.Taps, columns.Taps),
            RowStride = -rows.TapStride * rowSize,
            TapStride = -columns.TapStride * size,
        };
    }

    private static void BackwardFilterByPatches(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var pixels = g.N * g.Rows.Output * g.Columns.Output;
        var size = g.GroupOutChannels * g.FilterSize;
        var parts = Math.Clamp(Math.Min(pixels / PixelsInPart, LargestPartialSums / size), 1, MostParts);
        var pixelsInPart = (pixels + parts - 1) / parts;

        // Where the sums are too large for many parts, the filters are cut as well.
        var filterBlocks = Math.Min((MostParts + parts - 1) / parts, (g.GroupOutChannels + RowsInChunk - 1) / RowsInChunk);
        var filtersInBlock = (g.GroupOutChannels + filterBlocks - 1) / filterBlocks;
        using var sums = Scratch.Rent(parts * size);
        for (var group = 0; group < g.Groups; group++)
        {
            Workers.For(parts * filterBlocks, new FilterGradientPart(
                InputPatches(g, x + (group * g.GroupInChannels)), dy + (group * g.GroupOutChannels), g.OutChannels,
                pixels, pixelsInPart, g.GroupOutChannels, filtersInBlock, parts, sums.Pointer));
            Workers.ForRange(size, Border.Grain, new SumParts(sums.Pointer, parts, size, dw + ((nint)group * size)));
        }
    }

    private static Patches InputPatches(in Conv2dGeometry g, float* x) => new(
        x, g.InChannels, g.GroupInChannels,
        input: (g.Rows.Input, g.Columns.Input),
        output: (g.Rows.Output, g.Columns.Output),
        kernel: (g.Rows.Size, g.Columns.Size),
        stride: (g.Rows.Stride, g.Columns.Stride),
        top: g.Rows.Before,
        left: g.Columns.Before,
        dilation: (g.Rows.Dilation, g.Columns.Dilation),
        spread: 1);

    // Filters as the right factor of a product, panel by panel; returns the place after the last.
    private static float* Pack(FilterMatrix filters, int columns, int steps, float* packed)
    {
        Workers.ForRange(MicroKernel.Panels(columns), Border.UnitsInPiece(steps * MicroKernel.Columns), new PackFilters(filters, columns, steps, packed));
        return packed + ((nint)MicroKernel.Panels(columns) * steps * MicroKernel.Columns);
    }

    // c[row, o] = Σ patches[row, k] · filters[k, o] and what the epilogue makes of it; returns the place after the filters' last.
    private static float* Product(int rows, int columns, Patches patches, float* packed, EpilogueWork epilogue, float* c, int ldc)
    {
        Workers.For((rows + RowsInChunk - 1) / RowsInChunk, new ProductChunk(patches, rows, columns, packed, epilogue, c, ldc));
        return packed + ((nint)MicroKernel.Panels(columns) * patches.Length * MicroKernel.Columns);
    }

    /// <summary>
    /// The filters as a matrix [step, column]: step (row, tap, inner) stands at
    /// pointer[row·RowStride + tap·TapStride + inner·innerStride + column·columnStride]; one of the last two strides is 1.
    /// </summary>
    private readonly struct FilterMatrix(float* pointer, int innerCount, nint innerStride, nint columnStride)
    {
        public Size2d Outer { get; init; } = 1;

        public nint RowStride { get; init; }

        public nint TapStride { get; init; }

        public void CopyColumns(int first, int count, int panelColumns, float* target)
        {
            if (count < panelColumns)
            {
                new Span<float>(target, Outer.Height * Outer.Width * innerCount * panelColumns).Clear();
            }

            for (var row = 0; row < Outer.Height; row++)
            {
                for (var tap = 0; tap < Outer.Width; tap++, target += (nint)innerCount * panelColumns)
                {
                    CopyTap(pointer + (first * columnStride) + (row * RowStride) + (tap * TapStride), count, panelColumns, target);
                }
            }
        }

        private void CopyTap(float* source, int count, int panelColumns, float* target)
        {
            if (innerStride == 1)
            {
                Transposition.Copy(source, columnStride, count, innerCount, target, panelColumns);
                return;
            }

            for (var inner = 0; inner < innerCount; inner++)
            {
                new ReadOnlySpan<float>(source + (inner * innerStride), count).CopyTo(new Span<float>(target + ((nint)inner * panelColumns), count));
            }
        }
    }

    private readonly struct PackFilters(FilterMatrix filters, int columns, int steps, float* packed) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var nr = MicroKernel.Columns;
            for (var panel = start; panel < start + length; panel++)
            {
                filters.CopyColumns(panel * nr, Math.Min(nr, columns - (panel * nr)), nr, packed + ((nint)panel * steps * nr));
            }
        }
    }

    private readonly struct ProductChunk(Patches patches, int rows, int columns, float* packed, EpilogueWork epilogue, float* c, int ldc) : IChunkedWork
    {
        public void Run(int chunk)
        {
            var first = chunk * RowsInChunk;
            var count = Math.Min(RowsInChunk, rows - first);
            var target = c + ((nint)first * ldc);
            var nr = MicroKernel.Columns;
            using var block = Scratch.Rent(RowsInChunk * Math.Min(StepsInBlock, patches.Length));
            for (var k = 0; k < patches.Length; k += StepsInBlock)
            {
                var steps = Math.Min(StepsInBlock, patches.Length - k);
                if (!patches.TryLookAt(first, k, out var left))
                {
                    patches.Gather(first, count, k, steps, block.Pointer, steps);
                    left = new LeftFactor((nint)block.Pointer, steps, 1);
                }

                var right = new RightFactor((nint)(packed + (k * nr)), (nint)patches.Length * nr, nr);
                BlockProduct.Run(count, columns, steps, left, right, target, ldc, accumulate: k > 0);
            }

            epilogue.Apply(target, ldc, count, columns);
        }
    }

    private readonly struct ScatterImage(Patches patches, float* dy, int dyStride, int filters, int pixels, float* packed) : IChunkedWork
    {
        public void Run(int image)
        {
            var nr = MicroKernel.Columns;
            var columnsInBlock = Math.Min(StepsInBlock / nr * nr, patches.Length);
            using var block = Scratch.Rent(RowsInChunk * columnsInBlock);
            for (var pixel = 0; pixel < pixels; pixel += RowsInChunk)
            {
                var count = Math.Min(RowsInChunk, pixels - pixel);
                var row = (image * pixels) + pixel;
                var left = new LeftFactor((nint)(dy + ((nint)row * dyStride)), dyStride, 1);
                for (var column = 0; column < patches.Length; column += columnsInBlock)
                {
                    var columns = Math.Min(columnsInBlock, patches.Length - column);
                    var right = new RightFactor((nint)(packed + ((nint)column * filters)), (nint)filters * nr, nr);
                    BlockProduct.Run(count, columns, filters, left, right, block.Pointer, columnsInBlock, accumulate: false);
                    patches.Scatter(row, count, column, columns, block.Pointer, columnsInBlock);
                }
            }
        }
    }

    // One part of the pixels for one block of filters: sums[part][filter, step] = Σ dy[pixel, filter] · patches[pixel, step].
    private readonly struct FilterGradientPart(
        Patches patches, float* dy, int dyStride, int pixels, int pixelsInPart, int filters, int filtersInBlock, int parts, float* sums) : IChunkedWork
    {
        public void Run(int chunk)
        {
            var part = chunk % parts;
            var filter = chunk / parts * filtersInBlock;
            var count = Math.Min(filtersInBlock, filters - filter);
            var steps = patches.Length;
            var target = sums + (((nint)part * filters) + filter) * steps;
            var end = Math.Min(pixels, (part + 1) * pixelsInPart);
            var start = Math.Min(end, part * pixelsInPart);
            if (start == end)
            {
                new Span<float>(target, count * steps).Clear();
                return;
            }

            // Deep enough that a tile's sums are seldom stored, and wide enough that dy is seldom read. As wide as whole tiles, the
            // block serves as the right factor where it lies; with a gap, so that its rows, a power of two apart, do not compete for few lines.
            var nr = MicroKernel.Columns;
            var width = Math.Min(ColumnsInGradientBlock, (steps + nr - 1) / nr * nr);
            var pitch = width + GapInGradientBlock;
            using var block = Scratch.Rent(PixelsInGradientBlock * pitch);
            block.Span.Clear();
            for (var column = 0; column < steps; column += width)
            {
                var columns = Math.Min(width, steps - column);
                for (var pixel = start; pixel < end; pixel += PixelsInGradientBlock)
                {
                    var depth = Math.Min(PixelsInGradientBlock, end - pixel);
                    patches.Gather(pixel, depth, column, columns, block.Pointer, pitch);
                    var left = new LeftFactor((nint)(dy + ((nint)pixel * dyStride) + filter), 1, dyStride);
                    BlockProduct.Run(
                        count, columns, depth, left, new RightFactor((nint)block.Pointer, nr, pitch), target + column, steps, accumulate: pixel > start);
                }
            }
        }
    }

    // The parts are added in the order of their numbers, whoever computed them.
    private readonly struct SumParts(float* sums, int parts, int size, float* target) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var result = new Span<float>(target + start, length);
            new ReadOnlySpan<float>(sums + start, length).CopyTo(result);
            for (var part = 1; part < parts; part++)
            {
                TensorPrimitives.Add(result, new ReadOnlySpan<float>(sums + ((nint)part * size) + start, length), result);
            }
        }
    }
}
