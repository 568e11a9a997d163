using Striate.Kernels.Gemm;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Conv;

// Windows read in place: the outputs of a row are the rows of a product, each window's rows are segments of its depth, so that no
// patch is ever copied. For one group, whose windows have no gaps along a row.
public static unsafe partial class Conv2dKernel
{
    // Outputs of a band: enough to be worth a hand-over, few enough that their rows stay in the second cache.
    private const int PixelsInBand = 96;
    private const int MultiplyAddsInBand = 128 * 1024;
    private const int PixelsInGradientBand = 384;

    // Rows of few pixels leave tiles half empty. Where many filters share it, a copy of the windows, whose rows then follow one another, is
    // cheaper: 14.7 → 9.2 ms forward and 11.4 → 9.9 for the filters' gradient (3×3/2 256→512 @14 b8), 10.7 → 8.7 forward (128→256 @28).
    private const int FiltersWorthACopy = 64, PixelsWorthACopy = 23, PixelsWorthACopyInGradient = 11;

    // So many pixels of a row fill tiles that are worth it.
    private const int FewestPixels = 6;

    // Rows of a window with fewer numbers are copied, so that one tile can take them all and read on.
    private const int ShortRun = 6;

    internal static bool IsDirect(in Conv2dGeometry g) => IsDirect(g, PixelsWorthACopy);

    // Where the gradient's rows are whole vectors, they are the right factor where they lie.
    private static bool IsFilterGradientDirect(in Conv2dGeometry g) =>
        (IsDirect(g, PixelsWorthACopyInGradient) || IsFilterGradientOfPixelsDirect(g)) && g.OutChannels % MicroKernel.NarrowColumns == 0;

    // Of 1×1 filters: with few channels the other way leaves vectors empty, 24→144 @56 7.4 → 4.8 ms, 16→96 @112 16.4 → 11.4, 64→256 @56 10.2 → 9.3;
    // with more channels than filters it is as fast or faster, 192→32 @28 1.8 → 1.5 ms, but where pixels lie a multiple of 1 KB apart, 512→128 @28
    // 9.6 → 11.3, as they compete for few lines of the first cache.
    private static bool IsFilterGradientOfPixelsDirect(in Conv2dGeometry g) =>
        g.IsPointwise && g.Groups == 1
        && (g.InChannels <= g.OutChannels || (g.InChannels % 256 != 0 && g.OutChannels >= MicroKernel.Columns));

    private static bool IsDirect(in Conv2dGeometry g, int pixelsWorthACopy) =>
        g.Groups == 1 && g.Columns.Dilation == 1 && !g.IsPointwise && g.Columns.Output >= FewestPixels
        && (g.Columns.Output > pixelsWorthACopy || g.OutChannels < FiltersWorthACopy);

    // With fewer channels than a vector has lanes, and with fewer pixels in a row than a tile has rows, the others are better; at a stride
    // also where there are images enough to scatter, whose product is as wide as a filter: 9.1 ms for 10.0 (3×3/2 64→128 @56 b8), 10.2 for 15.4
    // (256→512 @14).
    private static bool IsDataGradientDirect(in Conv2dGeometry g) =>
        g.Groups == 1 && g.Columns.Dilation == 1 && (g.Rows.Dilation == 1 || g.Rows.Stride == 1) && !g.IsPointwise
        && g.Columns.Input / g.Columns.Stride >= FewestPixels && g.InChannels >= MicroKernel.NarrowColumns
        && (g.N < ImagesForScatter || (g.Rows.Stride == 1 && g.Columns.Stride == 1));

    private static void ForwardDirect(in Conv2dGeometry g, float* x, float* packed, EpilogueWork epilogue, float* y) =>
        ProductOfWindows(g.N, Windows(g, x), packed, g.OutChannels, epilogue, PixelGrid.Dense(y, g.Rows.Output, g.Columns.Output, g.OutChannels));

    // Input pixels of one phase, those that lie a stride apart, were seen by the same taps: their gradient is a product of windows over
    // dy with those taps alone. At stride 1 there is one phase with all taps.
    private static void BackwardDataDirect(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        var most = PhaseAxis.MostTaps(g.Rows) * PhaseAxis.MostTaps(g.Columns) * g.OutChannels;
        using var packed = Scratch.Rent(most * MicroKernel.Panels(g.InChannels) * MicroKernel.Columns);
        for (var row = 0; row < Math.Min(g.Rows.Stride, g.Rows.Input); row++)
        {
            for (var column = 0; column < Math.Min(g.Columns.Stride, g.Columns.Input); column++)
            {
                var (rows, columns) = (PhaseAxis.Of(g.Rows, row), PhaseAxis.Of(g.Columns, column));
                Pack(TurnedFilters(g, w, rows, columns), g.InChannels, rows.Taps * columns.Taps * g.OutChannels, packed.Pointer);
                var windows = new ImageRows(
                    dy, g.Rows.Output, g.Columns.Output, g.OutChannels, (rows.Places, columns.Places), (rows.Taps, columns.Taps), 1,
                    g.Rows.Dilation, rows.Before, columns.Before);
                ProductOfWindows(
                    g.N, windows, packed.Pointer, g.InChannels, default,
                    PixelGrid.Phase(dx, g.Rows, g.Columns, row, column, g.InChannels));
            }
        }
    }

    private static void BackwardFilterDirect(in Conv2dGeometry original, float* x, float* dy, float* dw)
    {
        var g = original.IsPointwise && original.N > 0 ? InLongRows(original) : original;
        var size = (int)g.FilterLength;
        var windows = Windows(g, x);
        var rows = RowsInBand(windows, PixelsInGradientBand);
        var bands = g.N * ((windows.OutRows + rows - 1) / rows);
        var parts = Math.Clamp(Math.Min(bands, LargestPartialSums / size), 1, MostParts);

        // Where the sums are too large for many parts, the filters are cut as well.
        var panels = MicroKernel.Panels(g.OutChannels);
        var blocks = Math.Min((MostParts + parts - 1) / parts, panels);
        var panelsInBlock = (panels + blocks - 1) / blocks;
        using var sums = Scratch.Rent(parts * size);
        Workers.For(parts * blocks, new DirectGradientPart(
            windows, rows, bands, (bands + parts - 1) / parts, parts, dy, g.OutChannels, panelsInBlock, sums.Pointer));
        Workers.ForRange(size, Border.Grain, new SumParts(sums.Pointer, parts, size, sums.Pointer));
        Workers.ForRange(g.OutChannels, 32, new TurnFilters(sums.Pointer, g.OutChannels, g.FilterSize, dw));
    }

    // A single pixel does not know its neighbours: small images are rows of one large one.
    private static Conv2dGeometry InLongRows(in Conv2dGeometry g)
    {
        var (height, width) = (g.Rows.Output, g.Columns.Output);
        var size = height * width <= PixelsInGradientBand ? (g.N, height * width) : (g.N * height, width);
        return Conv2dGeometry.Create(1, g.InChannels, size, g.OutChannels, 1, 1, 0, 1, 1, Fit.Floor);
    }

    private static ImageRows Windows(in Conv2dGeometry g, float* x) => new(
        x, g.Rows.Input, g.Columns.Input, g.InChannels, (g.Rows.Output, g.Columns.Output), (g.Rows.Size, g.Columns.Size),
        (g.Rows.Stride, g.Columns.Stride), g.Rows.Dilation, g.Rows.Before, g.Columns.Before);

    private static int RowsInBand(in ImageRows windows, int pixels) => Math.Clamp(pixels / windows.OutColumns, 1, windows.OutRows);

    private static void ProductOfWindows(int n, in ImageRows windows, float* packed, int columns, EpilogueWork epilogue, PixelGrid target)
    {
        var depth = Math.Max(windows.RunLength * windows.KernelRows, 1);
        var rows = RowsInBand(windows, Math.Max(PixelsInBand, MultiplyAddsInBand / (depth * columns)));
        var bands = (windows.OutRows + rows - 1) / rows;
        Workers.For(n * bands, new DirectBand(windows, rows, bands, packed, columns, epilogue, target));
    }

    private readonly struct DirectBand(
        ImageRows windows, int rowsInBand, int bands, float* packed, int columns, EpilogueWork epilogue, PixelGrid target) : IChunkedWork
    {
        public void Run(int chunk)
        {
            var (image, number) = Math.DivRem(chunk, bands);
            var first = number * rowsInBand;
            var rows = Math.Min(rowsInBand, windows.OutRows - first);
            using var copy = Scratch.Rent(windows.CopyLength(rowsInBand));
            var band = windows.At(image, first, rows, copy.Pointer);
            var (nr, pixels, steps) = (MicroKernel.Columns, windows.OutColumns, windows.RunLength);
            var filters = new RightFactor((nint)packed, (nint)steps * windows.KernelRows * nr, nr, (nint)steps * nr);
            for (var row = 0; row < rows; row++)
            {
                var y = target.Row(image, first + row);
                BlockProduct.Run(
                    pixels, columns, steps, new LeftFactor((nint)band.Row(row), windows.PixelStride, 1, band.TapStride), filters,
                    y, target.PixelStride, accumulate: false, windows.KernelRows);
                epilogue.Apply(y, target.PixelStride, pixels, columns);
            }
        }
    }

    // Some bands for one block of filters: sums[part][tap row][run, filter] = Σ window[run] · dy[filter] over all their pixels.
    private readonly struct DirectGradientPart(
        ImageRows windows, int rowsInBand, int bands, int bandsInPart, int parts, float* dy, int filters, int panelsInBlock, float* sums) : IChunkedWork
    {
        public void Run(int chunk)
        {
            var nr = MicroKernel.Columns;
            var (block, part) = Math.DivRem(chunk, parts);
            var filter = block * panelsInBlock * nr;
            var count = Math.Min(panelsInBlock * nr, filters - filter);
            var (pixels, run) = (windows.OutColumns, windows.RunLength);
            var tapSize = (nint)run * filters;
            var target = sums + (part * windows.KernelRows * tapSize) + filter;
            var bandsInImage = (windows.OutRows + rowsInBand - 1) / rowsInBand;
            var end = Math.Min(bands, (part + 1) * bandsInPart);
            var isShort = run < ShortRun;
            using var copy = Scratch.Rent(windows.CopyLength(rowsInBand));
            for (var number = part * bandsInPart; number < end; number++)
            {
                var (image, place) = Math.DivRem(number, bandsInImage);
                var first = place * rowsInBand;
                var rows = Math.Min(rowsInBand, windows.OutRows - first);
                var band = windows.At(image, first, rows, copy.Pointer, alwaysCopy: isShort);
                var gradient = dy + ((((nint)image * windows.OutRows) + first) * pixels * filters) + filter;
                for (var tap = 0; tap < windows.KernelRows && count > 0; tap++)
                {
                    BlockProduct.Run(
                        run, count, pixels,
                        new LeftFactor((nint)(band.Row(0) + (tap * band.TapStride)), 1, windows.PixelStride, band.RowStride) { HasSlack = isShort },
                        new RightFactor((nint)gradient, nr, filters, (nint)pixels * filters),
                        target + (tap * tapSize), filters, accumulate: number > part * bandsInPart, rows);
                }
            }

            if (end <= part * bandsInPart)
            {
                // No band is left for this part.
                for (var line = 0; line < windows.KernelRows * run && count > 0; line++)
                {
                    new Span<float>(target + ((nint)line * filters), count).Clear();
                }
            }
        }
    }

    // The sums have a row for each step; a filter's numbers lie side by side.
    private readonly struct TurnFilters(float* sums, int filters, int filterSize, float* dw) : IRangeWork
    {
        public void Run(int start, int length) =>
            Transposition.Copy(sums + start, filters, filterSize, length, dw + ((nint)start * filterSize), filterSize);
    }
}
