using System.Runtime.CompilerServices;
using Striate.Kernels.Gemm;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

// 3×3 and 5×5 filters at stride 1: tiles of the images and the filters are transformed, multiplied number by number, and transformed
// back, all channels and filters at once as one matrix product for each of the transform's places.
public static unsafe partial class Conv2dKernel
{
    // Numbers of the transformed tiles and products of a band that one core takes through all steps: 512 KB, half of its second cache.
    private const int LargestBand = 128 * 1024;

    // More tiles are read too often where each panel of filters reads all of them.
    private const int MostTilesByPanels = 128;

    // As many bands at least, or a multiple, so that two and four cores get the same number of them.
    private const int BandsOfCores = 4;

    // Numbers of a band of transformed tiles and gradients whose products all cores add up: 2 MB, about what their second caches hold.
    // With 8 MB the third cache, which other programs share, set the pace: a filters' gradient took twice as long.
    private const int LargestSharedBand = 512 * 1024;

    /// <summary>
    /// Whether 3×3 and 5×5 convolutions at stride 1 may be computed by Winograd's method, which takes a quarter to a half of the
    /// multiplications. Its rounding error is some ten times larger: at most 5e-4 of the output's largest number. False gives
    /// the exact direct sums. At start true, unless the environment variable STRIATE_WINOGRAD is "off".
    /// </summary>
    public static bool AllowWinograd { get; set; } = Environment.GetEnvironmentVariable("STRIATE_WINOGRAD") != "off";

    /// <summary>Outputs of a tile along each axis that need the fewest operations: 4, 2, or 0 where the direct sum does.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="packedOnce">The filters' transform costs nothing.</param>
    internal static int WinogradTile(in Conv2dGeometry g, bool packedOnce = false)
    {
        if (!AllowWinograd || g.Groups > 1 || !HasForm(g.Rows) || !HasForm(g.Columns) || g.Rows.Size != g.Columns.Size
            || Math.Min(g.InChannels, g.OutChannels) < FewestChannels)
        {
            return 0;
        }

        var direct = (double)g.MultiplyAdds;
        var (by2, by4) = (WinogradCost(g, 2, packedOnce), g.Rows.Size == 3 ? WinogradCost(g, 4, packedOnce) : double.PositiveInfinity);
        return direct <= Math.Min(by2, by4) ? 0 : by2 <= by4 ? 2 : 4;
    }

    private static bool HasForm(WindowAxis axis) => axis is { Size: 3 or 5, Stride: 1, Dilation: 1 };

    // Below this the transforms cost more than the products save.
    private const int FewestChannels = 16;

    // In multiply-adds. A transform's operation waits for memory more than a product's: each counts as several.
    private static double WinogradCost(in Conv2dGeometry g, int tile, bool packedOnce)
    {
        const double OfImageTransform = 24;
        var ofFilterTransform = packedOnce ? 0.0 : 4;
        var tiles = (double)g.N * ((g.Rows.Output + tile - 1) / tile) * ((g.Columns.Output + tile - 1) / tile);
        var places = (tile + g.Rows.Size - 1) * (tile + g.Rows.Size - 1);
        return places * ((tiles * (((double)g.InChannels * g.OutChannels) + (OfImageTransform * (g.InChannels + g.OutChannels))))
            + (ofFilterTransform * g.InChannels * g.OutChannels));
    }

    private static void ByWinograd<TWork>(int taps, int tile, in TWork work)
        where TWork : struct, IWinogradWork
    {
        switch (Simd.Width)
        {
            case 16:
                ByWinograd<Floats16, TWork>(taps, tile, work);
                break;
            case 8:
                ByWinograd<Floats8, TWork>(taps, tile, work);
                break;
            default:
                ByWinograd<Floats4, TWork>(taps, tile, work);
                break;
        }
    }

    private static void ByWinograd<V, TWork>(int taps, int tile, in TWork work)
        where V : unmanaged, IVector<V>
        where TWork : struct, IWinogradWork
    {
        if (taps == 5)
        {
            work.Run<V, Winograd4.Input, Winograd2Of5.Filter, Winograd2Of5.Output, Winograd2Of5.OutputGradient, Winograd2Of5.FilterGradient>();
        }
        else if (tile == 4)
        {
            work.Run<V, Winograd4.Input, Winograd4.Filter, Winograd4.Output, Winograd4.OutputGradient, Winograd4.FilterGradient>();
        }
        else
        {
            work.Run<V, Winograd2.Input, Winograd2.Filter, Winograd2.Output, Winograd2.OutputGradient, Winograd2.FilterGradient>();
        }
    }

    private static WinogradFilters ForwardFilters(in Conv2dGeometry g, float* w) =>
        new(w, g.InChannels, g.OutChannels, columnStride: g.FilterSize, stepStride: 1, tapStride: g.InChannels);

    // The filters by half a turn: the last tap is the first.
    private static WinogradFilters BackwardDataFilters(in Conv2dGeometry g, float* w, int taps) =>
        new(w + ((taps - 1) * g.InChannels), g.OutChannels, g.InChannels, columnStride: 1, stepStride: g.FilterSize, tapStride: -g.InChannels);

    // The filters as they are: transformed for this product alone.
    private static void ProductByWinograd<V, TInput, TFilter, TOutput>(
        int n, TiledImages images, WinogradFilters filters, EpilogueWork epilogue, float* y)
        where V : unmanaged, IVector<V>
        where TInput : struct, ILinearMap
        where TFilter : struct, ILinearMap
        where TOutput : struct, ILinearMap
    {
        var tiles = n * images.TilesInImage;
        if (IsByPanels(tiles, filters.Columns))
        {
            var product = new WinogradProduct<V, TInput, TOutput>(images, filters.Columns, epilogue, y);
            using var v = Scratch.Rent(product.InputLength(tiles));
            product.TransformInputs(tiles, v.Pointer);
            Workers.For(MicroKernel.Panels(filters.Columns), new PassingPanel<V, TInput, TFilter, TOutput>(product, filters, tiles, v.Pointer));
            return;
        }

        using var transformed = Scratch.Rent(TInput.Out * TInput.Out * WinogradFilters.PlaceLength(filters.Steps, filters.Columns));
        TransformAll<V, TFilter>(filters, transformed.Pointer);
        ProductByWinograd<V, TInput, TOutput>(n, images, transformed.Pointer, filters.Columns, epilogue, y);
    }

    // A core takes either some of the filters or some of the tiles. What the other cores wrote it reads in the first case of the
    // tiles, in the second of the filters: the smaller part should be read.
    private static bool IsByPanels(int tiles, int columns) => tiles <= Math.Min(columns / 2, MostTilesByPanels);

    private static void TransformAll<V, TFilter>(WinogradFilters filters, float* transformed)
        where V : unmanaged, IVector<V>
        where TFilter : struct, ILinearMap
    {
        var panels = MicroKernel.Panels(filters.Columns);
        var stepBlocks = (filters.Steps + TransformFilters<V, TFilter>.StepsInBlock - 1) / TransformFilters<V, TFilter>.StepsInBlock;
        Workers.For(panels * stepBlocks, new TransformFilters<V, TFilter>(filters, panels, transformed));
    }

    private static void ProductByWinograd<V, TInput, TOutput>(
        int n, TiledImages images, float* transformed, int columns, EpilogueWork epilogue, float* y)
        where V : unmanaged, IVector<V>
        where TInput : struct, ILinearMap
        where TOutput : struct, ILinearMap
    {
        var tiles = n * images.TilesInImage;
        var product = new WinogradProduct<V, TInput, TOutput>(images, columns, epilogue, y);
        if (IsByPanels(tiles, columns))
        {
            using var v = Scratch.Rent(product.InputLength(tiles));
            product.TransformInputs(tiles, v.Pointer);
            Workers.For(MicroKernel.Panels(columns), new PackedPanel<V, TInput, TOutput>(product, transformed, tiles, v.Pointer));
            return;
        }

        // With fewer tiles than the micro-kernel has rows the filters are read faster than they come.
        var fewest = MicroKernel.MostRows;
        var most = Math.Max(LargestBand / (TInput.Out * TInput.Out * (images.Channels + columns)), fewest);
        var bands = Ceiling(Ceiling(tiles, most), BandsOfCores) * BandsOfCores;
        var tilesInBand = Math.Max(Ceiling(tiles, bands), fewest);
        Workers.For(Ceiling(tiles, tilesInBand), new TileBand<V, TInput, TOutput>(product, transformed, tiles, tilesInBand));
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;

    private static int TilesInBandOfSums(int tiles, int numbersInTile, int numbers) => Math.Min(tiles, Math.Max(numbers / numbersInTile / 24, 1) * 24);

    /// <summary>One direction of the convolution, for a width of vectors and a size of tiles that are chosen outside.</summary>
    private interface IWinogradWork
    {
        void Run<V, TInput, TFilter, TOutput, TOutputGradient, TFilterGradient>()
            where V : unmanaged, IVector<V>
            where TInput : struct, ILinearMap
            where TFilter : struct, ILinearMap
            where TOutput : struct, ILinearMap
            where TOutputGradient : struct, ILinearMap
            where TFilterGradient : struct, ILinearMap;
    }

    // Filters as right factors of the products at all places.
    private readonly struct WinogradPack(WinogradFilters filters, float* transformed) : IWinogradWork
    {
        public void Run<V, TInput, TFilter, TOutput, TOutputGradient, TFilterGradient>()
            where V : unmanaged, IVector<V>
            where TInput : struct, ILinearMap
            where TFilter : struct, ILinearMap
            where TOutput : struct, ILinearMap
            where TOutputGradient : struct, ILinearMap
            where TFilterGradient : struct, ILinearMap =>
            TransformAll<V, TFilter>(filters, transformed);
    }

    // Filters that were transformed before, or as they are.
    private readonly struct WinogradForward(Conv2dGeometry g, float* x, float* filters, bool areTransformed, EpilogueWork epilogue, float* y) : IWinogradWork
    {
        public void Run<V, TInput, TFilter, TOutput, TOutputGradient, TFilterGradient>()
            where V : unmanaged, IVector<V>
            where TInput : struct, ILinearMap
            where TFilter : struct, ILinearMap
            where TOutput : struct, ILinearMap
            where TOutputGradient : struct, ILinearMap
            where TFilterGradient : struct, ILinearMap
        {
            var images = Tiles(g, x, TInput.In, TOutput.Out);
            if (areTransformed)
            {
                ProductByWinograd<V, TInput, TOutput>(g.N, images, filters, g.OutChannels, epilogue, y);
            }
            else
            {
                ProductByWinograd<V, TInput, TFilter, TOutput>(g.N, images, ForwardFilters(g, filters), epilogue, y);
            }
        }
    }

    private static TiledImages Tiles(in Conv2dGeometry g, float* x, int patch, int tile) => new(
        x, (g.Rows.Input, g.Columns.Input), g.InChannels, (g.Rows.Before, g.Columns.Before), (g.Rows.Output, g.Columns.Output), patch, tile);

    // The data gradient is a convolution too: of the output's gradient, with the filters turned by half a turn.
    private readonly struct WinogradBackwardData(Conv2dGeometry g, float* dy, float* w, float* dx) : IWinogradWork
    {
        public void Run<V, TInput, TFilter, TOutput, TOutputGradient, TFilterGradient>()
            where V : unmanaged, IVector<V>
            where TInput : struct, ILinearMap
            where TFilter : struct, ILinearMap
            where TOutput : struct, ILinearMap
            where TOutputGradient : struct, ILinearMap
            where TFilterGradient : struct, ILinearMap
        {
            var images = new TiledImages(
                dy, (g.Rows.Output, g.Columns.Output), g.OutChannels, (TFilter.In - 1 - g.Rows.Before, TFilter.In - 1 - g.Columns.Before),
                (g.Rows.Input, g.Columns.Input), TInput.In, TOutput.Out);
            ProductByWinograd<V, TInput, TFilter, TOutput>(g.N, images, BackwardDataFilters(g, w, TFilter.In * TFilter.In), default, dx);
        }
    }

    // dw = Gᵀ[Σ over tiles (Bᵀ·x·B) ⊙ (A·dy·Aᵀ)]G: the sums over the tiles are a matrix product at each place.
    private readonly struct WinogradBackwardFilter(Conv2dGeometry g, float* x, float* dy, float* dw) : IWinogradWork
    {
        public void Run<V, TInput, TFilter, TOutput, TOutputGradient, TFilterGradient>()
            where V : unmanaged, IVector<V>
            where TInput : struct, ILinearMap
            where TFilter : struct, ILinearMap
            where TOutput : struct, ILinearMap
            where TOutputGradient : struct, ILinearMap
            where TFilterGradient : struct, ILinearMap
        {
            Size2d outputs = (g.Rows.Output, g.Columns.Output);
            var images = Tiles(g, x, TInput.In, TOutput.Out);
            var gradients = new TiledImages(dy, outputs, g.OutChannels, (0, 0), outputs, TOutput.Out, TOutput.Out);
            var tiles = g.N * images.TilesInImage;
            var parts = WinogradSums<V, TInput, TOutputGradient, TFilterGradient>.Parts(tiles, g.InChannels, g.OutChannels);
            var tilesInBand = TilesInBandOfSums(tiles / parts, TInput.Out * TInput.Out * (g.InChannels + g.OutChannels), parts > 1 ? LargestBand : LargestSharedBand);
            var sums = new WinogradSums<V, TInput, TOutputGradient, TFilterGradient>(images, gradients, tilesInBand);
            if (parts > 1)
            {
                sums.RunParts(tiles, parts, dw);
                return;
            }

            using var v = Scratch.Rent(sums.ImagesLength);
            using var d = Scratch.Rent(sums.GradientsLength);
            if (sums.ArePassing(tiles))
            {
                sums.Run(tiles, v.Pointer, d.Pointer, dw);
                return;
            }

            using var u = Scratch.Rent(sums.SumsLength);
            for (var first = 0; first < tiles; first += tilesInBand)
            {
                sums.AddBand(first, Math.Min(tilesInBand, tiles - first), v.Pointer, d.Pointer, u.Pointer);
            }

            sums.Finish(u.Pointer, dw);
        }
    }
}
