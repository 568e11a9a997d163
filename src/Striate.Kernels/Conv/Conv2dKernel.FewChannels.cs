using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

// 3×3 windows at stride 1 over few channels, as in first layers: Winograd's F(2, 3) with its sums in registers. 16 products for each channel and
// filter take the place of 36, and nothing but pixels and outputs passes through memory. Lanes are filters.
public static unsafe partial class Conv2dKernel
{
    private const int PlacesOfFewChannels = FewChannelTiles.Places * FewChannelTiles.Places;
    private const int TapsOfFewChannels = 9;

    // With fewer channels the transforms cost more than the products save; with more the general tiles, or direct sums, are faster.
    private const int FewestFewChannels = 3, MostFewChannels = 32, MostFewChannelsOfGradient = 12;

    // Numbers of a block of tiles that stay in the first cache, with their gradients, while all sums of all filters are added to, and the tiles of
    // one at most and at least.
    private const int NumbersInBlock = 5 * 1024;
    private const int MostTilesInBlock = 32, FewestTilesInBlock = 8;

    internal static bool IsOfFewChannels(in Conv2dGeometry g) => IsOfFewChannels(g, g.InChannels, g.OutChannels, g.Columns.Output);

    // Of two vectors of filters or more, as they are summed up in twos.
    private static bool IsFilterGradientOfFewChannels(in Conv2dGeometry g) =>
        g.InChannels <= MostFewChannelsOfGradient && g.OutChannels > Floats16.Count && IsOfFewChannels(g);

    // The data gradient is a convolution too, see WinogradBackwardData.
    private static bool IsDataGradientOfFewChannels(in Conv2dGeometry g) => IsOfFewChannels(g, g.OutChannels, g.InChannels, g.Columns.Input);

    // It takes 30 registers, which only the longest vectors have.
    private static bool IsOfFewChannels(in Conv2dGeometry g, int channels, int filters, int width) =>
        AllowWinograd && g.Groups == 1 && channels is >= FewestFewChannels and <= MostFewChannels && IsThreeByOne(g.Rows) && IsThreeByOne(g.Columns)
        && Simd.Width == Floats16.Count && filters >= Floats16.Count && width >= FewChannelProducts.TilesTogether * FewChannelTiles.Side;

    private static bool IsThreeByOne(WindowAxis axis) => axis is { Size: 3, Stride: 1, Dilation: 1 };

    /// <summary>Numbers that the transformed filters take: [vector of filters][place][channel][filter].</summary>
    internal static int FewChannelFilterLength(int channels, int filters) => Ceiling(filters, Simd.Width) * Simd.Width * PlacesOfFewChannels * channels;

    private static FewChannelTiles FewChannelTilesOf(in Conv2dGeometry g, float* x) => new(
        x, (g.Rows.Input, g.Columns.Input), g.InChannels, (g.Rows.Before, g.Columns.Before), (g.Rows.Output, g.Columns.Output));

    private static void PackOfFewChannels(WinogradFilters filters, float* packed) =>
        ByWidth.Run(new FewChannelFilters(filters, packed), 0, Ceiling(filters.Columns, Simd.Width));

    private static void ForwardOfFewChannels(in Conv2dGeometry g, float* x, float* packed, EpilogueWork epilogue, float* y) =>
        ProductOfFewChannels(g.N, FewChannelTilesOf(g, x), packed, g.OutChannels, epilogue, y);

    private static void BackwardDataOfFewChannels(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        var tiles = new FewChannelTiles(
            dy, (g.Rows.Output, g.Columns.Output), g.OutChannels, (2 - g.Rows.Before, 2 - g.Columns.Before), (g.Rows.Input, g.Columns.Input));
        using var packed = Scratch.Rent(FewChannelFilterLength(g.OutChannels, g.InChannels));
        PackOfFewChannels(BackwardDataFilters(g, w, TapsOfFewChannels), packed.Pointer);
        ProductOfFewChannels(g.N, tiles, packed.Pointer, g.InChannels, default, dx);
    }

    private static void ProductOfFewChannels(int n, FewChannelTiles tiles, float* packed, int filters, EpilogueWork epilogue, float* y)
    {
        var inRow = Math.Max(tiles.Tiles * PlacesOfFewChannels * tiles.Channels * filters, 1);
        Workers.ForRange(n * tiles.Rows, Math.Max(MultiplyAddsInBand / inRow, 1), new FewChannelRows(n, tiles, packed, filters, epilogue, y));
    }

    private static void BackwardFilterOfFewChannels(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var tiles = FewChannelTilesOf(g, x);
        var rows = g.N * tiles.Rows;
        var parts = Math.Clamp(rows, 1, MostParts);
        var size = FewChannelFilterLength(FewChannelProducts.Whole(g.InChannels), g.OutChannels);
        using var sums = Scratch.Rent(parts * size);
        Workers.For(parts, new FewChannelGradientPart(tiles, dy, g.OutChannels, rows, Ceiling(rows, parts), sums.Pointer));
        Workers.ForRange(size, Border.Grain, new SumParts(sums.Pointer, parts, size, sums.Pointer));
        ByWidth.Run(new FewChannelFilterGradients(g.InChannels, g.OutChannels, sums.Pointer, dw), 0, Ceiling(g.OutChannels, Simd.Width));
    }

    // The first filter of a vector; the last vector starts early enough to be whole: some filters are computed twice.
    private static int FirstOf<V>(int vector, int filters)
        where V : unmanaged, IVector<V> => Math.Min(vector * V.Count, filters - V.Count);

    private readonly struct FewChannelFilters(WinogradFilters filters, float* packed) : IVectorRange
    {
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var channels = filters.Steps;
            using var taps = Scratch.Rent(TapsOfFewChannels * channels * V.Count);
            using var temporary = Scratch.Rent(Winograd2.Filter.Out * Winograd2.Filter.In * V.Count);
            for (var vector = start; vector < start + length; vector++)
            {
                filters.Copy(TapsOfFewChannels, 0, channels, FirstOf<V>(vector, filters.Columns), V.Count, taps.Pointer);
                var target = packed + (vector * PlacesOfFewChannels * channels * V.Count);
                for (var i = 0; i < channels * V.Count; i += V.Count)
                {
                    Transform2d.Run<V, Winograd2.Filter, Planes<V>, Planes<V>>(
                        new Planes<V>(taps.Pointer + i, channels * V.Count, Winograd2.Filter.In),
                        new Planes<V>(target + i, channels * V.Count, Winograd2.Filter.Out), (V*)temporary.Pointer);
                }
            }
        }
    }

    private readonly struct FewChannelFilterGradients(int channels, int filters, float* sums, float* dw) : IVectorRange
    {
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var whole = FewChannelProducts.Whole(channels);
            var size = TapsOfFewChannels * channels;
            using var taps = Scratch.Rent(size * V.Count);
            using var temporary = Scratch.Rent(Winograd2.FilterGradient.Out * Winograd2.FilterGradient.In * V.Count);
            for (var vector = start; vector < start + length; vector++)
            {
                var source = sums + (vector * PlacesOfFewChannels * whole * V.Count);
                for (var i = 0; i < channels * V.Count; i += V.Count)
                {
                    Transform2d.Run<V, Winograd2.FilterGradient, Planes<V>, Planes<V>>(
                        new Planes<V>(source + i, whole * V.Count, Winograd2.FilterGradient.In),
                        new Planes<V>(taps.Pointer + i, channels * V.Count, Winograd2.FilterGradient.Out), (V*)temporary.Pointer);
                }

                Transposition.Copy(taps.Pointer, V.Count, size, V.Count, dw + ((nint)FirstOf<V>(vector, filters) * size), size);
            }
        }
    }

    private readonly struct FewChannelRows(int n, FewChannelTiles tiles, float* packed, int filters, EpilogueWork epilogue, float* y) : IRangeWork, IVectorRange
    {
        private readonly bool _streams = epilogue.IsEmpty && Streaming.Pays(y, (long)n * tiles.Outputs.Height * tiles.Outputs.Width * filters, filters);

        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var (height, width) = (tiles.Outputs.Height, tiles.Outputs.Width);
            using var transformed = Scratch.Rent(tiles.Tiles * tiles.TileLength);
            using var spare = Scratch.Rent(width * filters);
            for (var number = start; number < start + length; number++)
            {
                var (image, row) = Math.DivRem(number, tiles.Rows);
                tiles.Transform<V>(image, row, transformed.Pointer);
                var upper = y + ((((nint)image * height) + (row * FewChannelTiles.Side)) * width * filters);
                var hasLower = (row * FewChannelTiles.Side) + 1 < height;
                var lower = hasLower ? upper + ((nint)width * filters) : spare.Pointer;
                for (var vector = 0; vector < Ceiling(filters, V.Count); vector++)
                {
                    var u = packed + (vector * PlacesOfFewChannels * tiles.Channels * V.Count);
                    var filter = FirstOf<V>(vector, filters);
                    FewChannelProducts.Run<V>(
                        u, transformed.Pointer, tiles.Channels, tiles.Pitch, tiles.WholeTiles, upper + filter, lower + filter, filters, _streams);
                    if (tiles.WholeTiles < tiles.Tiles)
                    {
                        LastColumn<V>(u, transformed.Pointer, upper + filter, lower + filter);
                    }
                }

                epilogue.Apply(upper, filters, width, filters);
                if (hasLower)
                {
                    epilogue.Apply(lower, filters, width, filters);
                }
            }
        }

        // The left outputs of a tile that hangs over.
        private void LastColumn<V>(float* u, float* transformed, float* upper, float* lower)
            where V : unmanaged, IVector<V>
        {
            var outputs = stackalloc V[2 * FewChannelProducts.TilesTogether * FewChannelTiles.Side];
            var below = outputs + (FewChannelProducts.TilesTogether * FewChannelTiles.Side);
            var first = transformed + ((tiles.Tiles - FewChannelProducts.TilesTogether) * tiles.TileLength);
            FewChannelProducts.Run<V>(
                u, first, tiles.Channels, tiles.Pitch, FewChannelProducts.TilesTogether, (float*)outputs, (float*)below, V.Count, streams: false);
            var place = (nint)(tiles.Outputs.Width - 1) * filters;
            var last = (FewChannelProducts.TilesTogether - 1) * FewChannelTiles.Side;
            V.Store(outputs[last], upper + place);
            V.Store(below[last], lower + place);
        }
    }

    // Some rows of tiles: sums[part][vector of filters][place][channel] = Σ (Bᵀ·x·B) ⊙ (A·dy·Aᵀ).
    private readonly struct FewChannelGradientPart(FewChannelTiles tiles, float* dy, int filters, int rows, int rowsInPart, float* sums)
        : IChunkedWork, IVectorChunk
    {
        private readonly int _whole = FewChannelProducts.Whole(tiles.Channels);

        public void Run(int part) => ByWidth.Run(this, part);

        public void Run<V>(int part)
            where V : unmanaged, IVector<V>
        {
            var (height, width) = (tiles.Outputs.Height, tiles.Outputs.Width);
            var ofVector = PlacesOfFewChannels * _whole * V.Count;
            var size = Ceiling(filters, V.Count) * ofVector;
            var target = sums + ((nint)part * size);
            new Span<float>(target, size).Clear();
            using var transformed = Scratch.Rent(tiles.Tiles * tiles.TileLength);
            using var zeros = Scratch.Rent(width * filters);
            zeros.Span.Clear();
            using var spare = Scratch.Rent(ofVector);
            spare.Span.Clear();
            var tilesInBlock = Math.Clamp(NumbersInBlock / tiles.TileLength, FewestTilesInBlock, MostTilesInBlock);
            for (var number = part * rowsInPart; number < Math.Min(rows, (part + 1) * rowsInPart); number++)
            {
                var (image, row) = Math.DivRem(number, tiles.Rows);
                tiles.Transform<V>(image, row, transformed.Pointer);
                var upper = dy + ((((nint)image * height) + (row * FewChannelTiles.Side)) * width * filters);
                var lower = (row * FewChannelTiles.Side) + 1 < height ? upper + ((nint)width * filters) : zeros.Pointer;
                for (var tile = 0; tile < tiles.WholeTiles; tile += tilesInBlock)
                {
                    var count = Math.Min(tilesInBlock, tiles.WholeTiles - tile);
                    var place = (nint)tile * FewChannelTiles.Side * filters;
                    var next = tile + count < tiles.WholeTiles ? (nint)count * FewChannelTiles.Side * filters : (2 * (nint)width * filters) - place;
                    AddBlock<V>(transformed.Pointer + (tile * tiles.TileLength), count, upper + place, lower + place, next, target, spare.Pointer);
                }

                if (tiles.WholeTiles < tiles.Tiles)
                {
                    var place = (nint)(width - 1) * filters;
                    AddLastColumn<V>(transformed.Pointer + (tiles.WholeTiles * tiles.TileLength), upper + place, lower + place, target, spare.Pointer);
                }
            }
        }

        private void AddBlock<V>(float* v, int count, float* upper, float* lower, nint next, float* target, float* spare)
            where V : unmanaged, IVector<V>
        {
            // While some tiles are added, the gradients of the next are asked for, a share for each column of each two vectors of filters.
            var (vectors, group) = (Ceiling(filters, V.Count), _whole * V.Count);
            var ofVector = PlacesOfFewChannels * group;
            var share = count * FewChannelTiles.Side * filters / (Ceiling(vectors, 2) * FewChannelTiles.Places);
            var nextUpper = upper + next;
            var nextLower = lower + next;
            for (var vector = 0; vector < vectors; vector += 2, target += 2 * ofVector)
            {
                var (first, second) = (FirstOf<V>(vector, filters), FirstOf<V>(Math.Min(vector + 1, vectors - 1), filters));
                var secondSums = vector + 1 < vectors ? target + ofVector : spare;
                for (var column = 0; column < FewChannelTiles.Places; column++)
                {
                    Streaming.Prefetch(nextUpper, share);
                    Streaming.Prefetch(nextLower, share);
                    nextUpper += share;
                    nextLower += share;
                    var x = v + (column * FewChannelTiles.Places * tiles.Pitch);
                    for (var channel = 0; channel < _whole; channel += FewChannelProducts.ChannelsTogether)
                    {
                        var place = (column * group) + (channel * V.Count);
                        FewChannelProducts.Add<V>(
                            column, x + channel, tiles.Pitch, count, upper + first, lower + first, filters, second - first, target + place, secondSums + place,
                            FewChannelTiles.Places * group);
                    }
                }
            }
        }

        // The left outputs of a tile that hangs over, with zeros beside them.
        private void AddLastColumn<V>(float* v, float* upper, float* lower, float* target, float* spare)
            where V : unmanaged, IVector<V>
        {
            using var gradients = Scratch.Rent(2 * FewChannelTiles.Side * filters);
            gradients.Span.Clear();
            new ReadOnlySpan<float>(upper, filters).CopyTo(gradients.Span);
            var below = gradients.Pointer + (FewChannelTiles.Side * filters);
            new ReadOnlySpan<float>(lower, filters).CopyTo(new Span<float>(below, filters));
            AddBlock<V>(v, 1, gradients.Pointer, below, 0, target, spare);
        }
    }
}
