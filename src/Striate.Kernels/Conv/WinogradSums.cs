using System.Runtime.CompilerServices;
using Striate.Kernels.Gemm;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// The filter gradient of a convolution by Winograd's method. A band of tiles of the images becomes v, of the output's
/// gradient d, and their products add up in u, [place][filter][channel].
/// </summary>
internal readonly unsafe struct WinogradSums<V, TInput, TOutputGradient, TFilterGradient>(TiledImages images, TiledImages gradients, int tiles)
    where V : unmanaged, IVector<V>
    where TInput : struct, ILinearMap
    where TOutputGradient : struct, ILinearMap
    where TFilterGradient : struct, ILinearMap
{
    private const int TilesInPiece = 4;
    private const int Gap = 16;

    // 36 places of so many filters and panels are 880 KB; more sums than 4 MB are worth it to be kept in the second cache.
    private const int FiltersInBlock = 48;
    private const int PanelsInBlock = 4;
    private const int LargestSums = 1024 * 1024;

    // Sums of 192 KB stay in a core's second cache beside a band: 32→32 @32 163 → 175 GFLOP/s on one thread, 298 → 350 on two. With 590 KB it
    // was slower, 244 → 206. Parts of fewer tiles are not worth sums of their own.
    private const int LargestOwnSums = 48 * 1024;
    private const int FewestTilesInPart = 48;
    private const int MostParts = 8;

    private readonly int _panels = MicroKernel.Panels(images.Channels);

    // From one place of v to the next: an odd number of panels and a gap of a line, so that the same panels of all places do not compete for a
    // few lines of the caches.
    private readonly int _imagesPlace = ((MicroKernel.Panels(images.Channels) | 1) * tiles * MicroKernel.Columns) + Gap;
    private readonly int _gradientRow = ((gradients.Channels + V.Count - 1) / V.Count * V.Count) + V.Count;
    private readonly TiledImages _images = images;
    private readonly TiledImages _gradients = gradients;
    private readonly int _tiles = tiles;

    public static int Places => TInput.Out * TInput.Out;

    /// <summary>Numbers of v: [place][panel][tile][channel of the panel], a right factor where it lies.</summary>
    public int ImagesLength => Places * _imagesPlace;

    /// <summary>Numbers of d: [place][tile][filter].</summary>
    public int GradientsLength => Places * _tiles * _gradientRow;

    /// <summary>Numbers of u.</summary>
    public int SumsLength => Places * _images.Channels * _gradients.Channels;

    /// <summary>Transforms a band and adds it to u.</summary>
    public void AddBand(int first, int count, float* v, float* d, float* u)
    {
        Workers.ForRange(count, TilesInPiece, new Transform(this, first, v, d));
        Workers.For(Places, new Multiply(this, count, v, d, u, first > 0));
    }

    /// <summary>How many threads may each add up some of the tiles in sums of its own; 1 where they should share the sums.</summary>
    public static int Parts(int tiles, int channels, int filters) =>
        Places * channels * filters <= LargestOwnSums && tiles >= MostParts * FewestTilesInPart ? MostParts : 1;

    /// <summary>The whole gradient: each part of the tiles is transformed and added up by one thread.</summary>
    public void RunParts(int tilesInAll, int parts, float* dw)
    {
        using var u = Scratch.Rent(parts * SumsLength);
        Workers.For(parts, new Part(this, tilesInAll, parts, u.Pointer));
        Workers.For(_gradients.Channels, new TransformBack(this, u.Pointer, parts, dw));
    }

    /// <summary>Whether sums of a single band are so many that they should not go to memory.</summary>
    public bool ArePassing(int tilesInAll) => tilesInAll <= _tiles && SumsLength > LargestSums;

    /// <summary>The whole gradient from a single band, a block of filters and channels at a time.</summary>
    public void Run(int count, float* v, float* d, float* dw)
    {
        var (filterBlocks, panelBlocks) = ((_gradients.Channels + FiltersInBlock - 1) / FiltersInBlock, (_panels + PanelsInBlock - 1) / PanelsInBlock);
        Workers.ForRange(count, TilesInPiece, new Transform(this, 0, v, d));
        Workers.For(filterBlocks * panelBlocks, new MultiplyAndTransformBack(this, count, v, d, filterBlocks, dw));
    }

    /// <summary>Transforms the sums to the gradient of the filters.</summary>
    public void Finish(float* u, float* dw) => Workers.For(_gradients.Channels, new TransformBack(this, u, 1, dw));

    private readonly struct Transform(WinogradSums<V, TInput, TOutputGradient, TFilterGradient> sums, int first, float* v, float* d) : IRangeWork
    {
        public void Run(int start, int length)
        {
            var nr = MicroKernel.Columns;
            var (channels, filters, tiles) = (sums._images.Channels, sums._gradients.Channels, sums._tiles);
            using var zeros = Scratch.Rent(Math.Max(channels, filters));
            zeros.Span.Clear();
            using var temporary = Scratch.Rent(Places * V.Count);
            var pixels = stackalloc float*[Places];
            for (var t = start; t < start + length; t++)
            {
                sums._images.FindPatch(first + t, zeros.Pointer, pixels);
                for (var c = 0; c < channels; c += V.Count)
                {
                    var target = v + ((((nint)(c / nr) * tiles) + t) * nr) + (c % nr);
                    Transform2d.RunPixels<V, TInput>(
                        pixels, c, channels - c, new Planes<V>(target, sums._imagesPlace, TInput.Out), (V*)temporary.Pointer);
                }

                sums._gradients.FindPatch(first + t, zeros.Pointer, pixels);
                for (var k = 0; k < filters; k += V.Count)
                {
                    Transform2d.RunPixels<V, TOutputGradient>(
                        pixels, k, filters - k, new Planes<V>(d + ((nint)t * sums._gradientRow) + k, (nint)tiles * sums._gradientRow, TInput.Out), (V*)temporary.Pointer);
                }
            }
        }
    }

    private readonly struct Multiply(
        WinogradSums<V, TInput, TOutputGradient, TFilterGradient> sums, int count, float* v, float* d, float* u, bool accumulate) : IChunkedWork
    {
        public void Run(int place)
        {
            var nr = MicroKernel.Columns;
            var (channels, filters, tiles) = (sums._images.Channels, sums._gradients.Channels, sums._tiles);
            BlockProduct.Run(
                filters, channels, count,
                new LeftFactor((nint)(d + ((nint)place * tiles * sums._gradientRow)), 1, sums._gradientRow),
                new RightFactor((nint)(v + ((nint)place * sums._imagesPlace)), (nint)tiles * nr, nr),
                u + ((nint)place * filters * channels), channels, accumulate);
        }
    }

    private readonly struct Part(WinogradSums<V, TInput, TOutputGradient, TFilterGradient> sums, int tilesInAll, int parts, float* u) : IChunkedWork
    {
        public void Run(int part)
        {
            var (start, end) = ((int)((long)part * tilesInAll / parts), (int)((part + 1L) * tilesInAll / parts));
            using var v = Scratch.Rent(sums.ImagesLength);
            using var d = Scratch.Rent(sums.GradientsLength);
            for (var first = start; first < end; first += sums._tiles)
            {
                var count = Math.Min(sums._tiles, end - first);
                new Transform(sums, first, v.Pointer, d.Pointer).Run(0, count);
                var products = new Multiply(sums, count, v.Pointer, d.Pointer, u + ((nint)part * sums.SumsLength), accumulate: first > start);
                for (var place = 0; place < Places; place++)
                {
                    products.Run(place);
                }
            }
        }
    }

    private readonly struct MultiplyAndTransformBack(
        WinogradSums<V, TInput, TOutputGradient, TFilterGradient> sums, int count, float* v, float* d, int filterBlocks, float* dw) : IChunkedWork
    {
        public void Run(int chunk)
        {
            var nr = MicroKernel.Columns;
            var (channels, tiles) = (sums._images.Channels, sums._tiles);
            var (filter, panel) = (chunk % filterBlocks * FiltersInBlock, chunk / filterBlocks * PanelsInBlock);
            var filters = Math.Min(FiltersInBlock, sums._gradients.Channels - filter);
            var width = Math.Min(PanelsInBlock * nr, channels - (panel * nr));
            using var u = Scratch.Rent(Places * filters * width);
            for (var place = 0; place < Places; place++)
            {
                BlockProduct.Run(
                    filters, width, count,
                    new LeftFactor((nint)(d + ((nint)place * tiles * sums._gradientRow) + filter), 1, sums._gradientRow),
                    new RightFactor((nint)(v + ((nint)place * sums._imagesPlace) + ((nint)panel * tiles * nr)), (nint)tiles * nr, nr),
                    u.Pointer + ((nint)place * filters * width), width, accumulate: false);
            }

            for (var f = 0; f < filters; f++)
            {
                BackToTaps(
                    u.Pointer + ((nint)f * width), (nint)filters * width, 0, 1, width, dw + (((nint)(filter + f) * Taps * channels) + (panel * nr)), channels);
            }
        }
    }

    private readonly struct TransformBack(WinogradSums<V, TInput, TOutputGradient, TFilterGradient> sums, float* u, int parts, float* dw) : IChunkedWork
    {
        public void Run(int filter)
        {
            var channels = sums._images.Channels;
            BackToTaps(
                u + ((nint)filter * channels), (nint)sums._gradients.Channels * channels, sums.SumsLength, parts, channels,
                dw + ((nint)filter * Taps * channels), channels);
        }
    }

    private static int Taps => TFilterGradient.Out * TFilterGradient.Out;

    // One filter's sums, some channels of it, of all parts, to the gradient of its taps.
    private static void BackToTaps(float* sums, nint place, nint part, int parts, int channels, float* taps, nint tap)
    {
        using var temporary = Scratch.Rent(Places * V.Count);
        for (var c = 0; c < channels; c += V.Count)
        {
            Transform2d.Run<V, TFilterGradient, SumsOfParts<V>, PartPlanes<V>>(
                new SumsOfParts<V>(sums + c, place, TFilterGradient.In, part, parts, channels - c),
                new PartPlanes<V>(taps + c, tap, TFilterGradient.Out, channels - c), (V*)temporary.Pointer);
        }
    }

    // As Planes, where the last vector may not be full.
    private readonly struct PartPlanes<T>(float* first, nint plane, int width, int left) : ITarget<T>
        where T : unmanaged, IVector<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Write(int i, int line, T value) => VectorPart.Store(value, first + (((line * width) + i) * plane), left);
    }

    // The parts' planes, added up in their order.
    private readonly struct SumsOfParts<T>(float* first, nint plane, int width, nint part, int parts, int left) : ISource<T>
        where T : unmanaged, IVector<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Read(int i, int line)
        {
            var place = first + (((i * width) + line) * plane);
            var sum = VectorPart.Load<T>(place, left);
            for (var p = 1; p < parts; p++)
            {
                sum += VectorPart.Load<T>(place + (p * part), left);
            }

            return sum;
        }
    }
}
