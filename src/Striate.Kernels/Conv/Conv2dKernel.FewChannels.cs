using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

// 3×3 and 5×5 windows at stride 1 over few channels, as in first layers: Winograd's F(2, 3) and F(2, 5) with their sums in registers. 16 products for
// each channel and filter take the place of 36, and 36 of 100, and nothing but pixels and outputs passes through memory. Lanes are filters.
public static unsafe partial class Conv2dKernel
{
    // With fewer channels the transforms cost more than the products save, above all of the 24 sums of 5×5 filters that do not find registers; with more
    // the general tiles, or direct sums, are faster.
    private const int FewestFewChannels = 3, FewestFewChannelsOfFive = 6, MostFewChannels = 32, MostFewChannelsOfGradient = 12;

    // Numbers of a block of tiles that stay in the first cache, with their gradients, while all sums of all filters are added to, and the tiles of
    // one at most and at least.
    private const int NumbersInBlock = 5 * 1024;
    private const int MostTilesInBlock = 32, FewestTilesInBlock = 8;

    internal static bool IsOfFewChannels(in Conv2dGeometry g) => IsProductOfFewChannels(g, g.InChannels, g.OutChannels, g.Columns.Output);

    // The data gradient is a convolution too, see WinogradBackwardData.
    private static bool IsDataGradientOfFewChannels(in Conv2dGeometry g) => IsProductOfFewChannels(g, g.OutChannels, g.InChannels, g.Columns.Input);

    // Where filters are summed up in twos, of two vectors of them or more.
    private static bool IsFilterGradientOfFewChannels(in Conv2dGeometry g) =>
        g.InChannels <= MostFewChannelsOfGradient && (g.Rows.Size == 5 || g.OutChannels > Floats16.Count)
        && IsOfFewChannels(g, g.InChannels, g.OutChannels, g.Columns.Output);

    private static bool IsProductOfFewChannels(in Conv2dGeometry g, int channels, int filters, int width) =>
        (g.Rows.Size == 3 || channels >= FewestFewChannelsOfFive) && IsOfFewChannels(g, channels, filters, width);

    // It takes 30 registers, which only the longest vectors have.
    private static bool IsOfFewChannels(in Conv2dGeometry g, int channels, int filters, int width) =>
        AllowWinograd && g.Groups == 1 && channels is >= FewestFewChannels and <= MostFewChannels
        && HasForm(g.Rows) && HasForm(g.Columns) && g.Rows.Size == g.Columns.Size
        && Simd.Width == Floats16.Count && filters >= Floats16.Count && width >= FewChannelSums.TilesTogether * FewChannelSums.Side;

    /// <summary>Numbers that the transformed filters take: [vector of filters][place][channel][filter].</summary>
    internal static int FewChannelFilterLength(int taps, int channels, int filters)
    {
        var side = taps + FewChannelSums.Side - 1;
        return Ceiling(filters, Simd.Width) * Simd.Width * side * side * channels;
    }

    private static void PackOfFewChannels(int taps, WinogradFilters filters, float* packed)
    {
        var vectors = Ceiling(filters.Columns, Simd.Width);
        if (taps == 5)
        {
            ByWidth.Run(new FewChannelFilters<Winograd2Of5.Filter>(filters, packed), 0, vectors);
        }
        else
        {
            ByWidth.Run(new FewChannelFilters<Winograd2.Filter>(filters, packed), 0, vectors);
        }
    }

    private static void ForwardOfFewChannels(in Conv2dGeometry g, float* x, float* packed, EpilogueWork epilogue, float* y) => ProductOfFewChannels(
        g.Rows.Size, g.N, x, (g.Rows.Input, g.Columns.Input), g.InChannels, (g.Rows.Before, g.Columns.Before), (g.Rows.Output, g.Columns.Output),
        packed, g.OutChannels, epilogue, y);

    private static void BackwardDataOfFewChannels(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        var taps = g.Rows.Size;
        using var packed = Scratch.Rent(FewChannelFilterLength(taps, g.OutChannels, g.InChannels));
        PackOfFewChannels(taps, BackwardDataFilters(g, w, taps * taps), packed.Pointer);
        ProductOfFewChannels(
            taps, g.N, dy, (g.Rows.Output, g.Columns.Output), g.OutChannels, (taps - 1 - g.Rows.Before, taps - 1 - g.Columns.Before),
            (g.Rows.Input, g.Columns.Input), packed.Pointer, g.InChannels, default, dx);
    }

    private static void ProductOfFewChannels(
        int taps, int n, float* x, Size2d input, int channels, (int Top, int Left) before, Size2d outputs, float* packed, int filters, EpilogueWork epilogue, float* y)
    {
        if (taps == 5)
        {
            ProductOfFewChannels<FewChannelSums2Of5, Winograd4.Input>(n, new(x, input, channels, before, outputs), packed, filters, epilogue, y);
        }
        else
        {
            ProductOfFewChannels<FewChannelSums2, Winograd2.Input>(n, new(x, input, channels, before, outputs), packed, filters, epilogue, y);
        }
    }

    private static void ProductOfFewChannels<TSums, TInput>(
        int n, FewChannelTiles<TInput> tiles, float* packed, int filters, EpilogueWork epilogue, float* y)
        where TSums : struct, IFewChannelSums
        where TInput : struct, ILinearMap
    {
        var inRow = (long)tiles.Tiles * TInput.Out * TInput.Out * tiles.Channels * filters;
        var grain = (int)Math.Max(MultiplyAddsInBand / inRow, 1);
        Workers.ForRange(n * tiles.Rows, grain, new FewChannelRows<TSums, TInput>(n, tiles, packed, filters, epilogue, y));
    }

    private static void BackwardFilterOfFewChannels(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        if (g.Rows.Size == 5)
        {
            BackwardFilterOfFewChannels<FewChannelSums2Of5, Winograd4.Input, Winograd2Of5.FilterGradient>(g, x, dy, dw);
        }
        else
        {
            BackwardFilterOfFewChannels<FewChannelSums2, Winograd2.Input, Winograd2.FilterGradient>(g, x, dy, dw);
        }
    }

    private static void BackwardFilterOfFewChannels<TSums, TInput, TFilterGradient>(in Conv2dGeometry g, float* x, float* dy, float* dw)
        where TSums : struct, IFewChannelSums
        where TInput : struct, ILinearMap
        where TFilterGradient : struct, ILinearMap
    {
        var tiles = new FewChannelTiles<TInput>(
            x, (g.Rows.Input, g.Columns.Input), g.InChannels, (g.Rows.Before, g.Columns.Before), (g.Rows.Output, g.Columns.Output));
        var rows = g.N * tiles.Rows;
        var parts = Math.Clamp(rows, 1, MostParts);
        var size = FewChannelFilterLength(g.Rows.Size, FewChannelSums.Whole(g.InChannels), g.OutChannels);
        using var sums = Scratch.Rent(parts * size);
        Workers.For(parts, new FewChannelGradientPart<TSums, TInput>(tiles, dy, g.OutChannels, rows, Ceiling(rows, parts), sums.Pointer));
        Workers.ForRange(size, Border.Grain, new SumParts(sums.Pointer, parts, size, sums.Pointer));
        ByWidth.Run(
            new FewChannelFilterGradients<TFilterGradient>(g.InChannels, g.OutChannels, sums.Pointer, dw), 0, Ceiling(g.OutChannels, Simd.Width));
    }

    // The first filter of a vector; the last vector starts early enough to be whole: some filters are computed twice.
    private static int FirstOf<V>(int vector, int filters)
        where V : unmanaged, IVector<V> => Math.Min(vector * V.Count, filters - V.Count);

    private readonly struct FewChannelFilters<TFilter>(WinogradFilters filters, float* packed) : IVectorRange
        where TFilter : struct, ILinearMap
    {
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var channels = filters.Steps;
            var size = TFilter.In * TFilter.In;
            using var taps = Scratch.Rent(size * channels * V.Count);
            using var temporary = Scratch.Rent(TFilter.Out * TFilter.In * V.Count);
            for (var vector = start; vector < start + length; vector++)
            {
                filters.Copy(size, 0, channels, FirstOf<V>(vector, filters.Columns), V.Count, taps.Pointer);
                var target = packed + (vector * TFilter.Out * TFilter.Out * channels * V.Count);
                for (var i = 0; i < channels * V.Count; i += V.Count)
                {
                    Transform2d.Run<V, TFilter, Planes<V>, Planes<V>>(
                        new Planes<V>(taps.Pointer + i, channels * V.Count, TFilter.In),
                        new Planes<V>(target + i, channels * V.Count, TFilter.Out), (V*)temporary.Pointer);
                }
            }
        }
    }

    private readonly struct FewChannelFilterGradients<TFilterGradient>(int channels, int filters, float* sums, float* dw) : IVectorRange
        where TFilterGradient : struct, ILinearMap
    {
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var whole = FewChannelSums.Whole(channels);
            var size = TFilterGradient.Out * TFilterGradient.Out * channels;
            using var taps = Scratch.Rent(size * V.Count);
            using var temporary = Scratch.Rent(TFilterGradient.Out * TFilterGradient.In * V.Count);
            for (var vector = start; vector < start + length; vector++)
            {
                var source = sums + (vector * TFilterGradient.In * TFilterGradient.In * whole * V.Count);
                for (var i = 0; i < channels * V.Count; i += V.Count)
                {
                    Transform2d.Run<V, TFilterGradient, Planes<V>, Planes<V>>(
                        new Planes<V>(source + i, whole * V.Count, TFilterGradient.In),
                        new Planes<V>(taps.Pointer + i, channels * V.Count, TFilterGradient.Out), (V*)temporary.Pointer);
                }

                Transposition.Copy(taps.Pointer, V.Count, size, V.Count, dw + ((nint)FirstOf<V>(vector, filters) * size), size);
            }
        }
    }

    private readonly struct FewChannelRows<TSums, TInput>(
        int n, FewChannelTiles<TInput> tiles, float* packed, int filters, EpilogueWork epilogue, float* y) : IRangeWork, IVectorRange
        where TSums : struct, IFewChannelSums
        where TInput : struct, ILinearMap
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
                var upper = y + ((((nint)image * height) + (row * FewChannelSums.Side)) * width * filters);
                var hasLower = (row * FewChannelSums.Side) + 1 < height;
                var lower = hasLower ? upper + ((nint)width * filters) : spare.Pointer;
                for (var vector = 0; vector < Ceiling(filters, V.Count); vector++)
                {
                    var u = packed + (vector * TInput.Out * TInput.Out * tiles.Channels * V.Count);
                    var filter = FirstOf<V>(vector, filters);
                    TSums.Run<V>(
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
            var outputs = stackalloc V[2 * FewChannelSums.TilesTogether * FewChannelSums.Side];
            var below = outputs + (FewChannelSums.TilesTogether * FewChannelSums.Side);
            var first = transformed + ((tiles.Tiles - FewChannelSums.TilesTogether) * tiles.TileLength);
            TSums.Run<V>(
                u, first, tiles.Channels, tiles.Pitch, FewChannelSums.TilesTogether, (float*)outputs, (float*)below, V.Count, streams: false);
            var place = (nint)(tiles.Outputs.Width - 1) * filters;
            var last = (FewChannelSums.TilesTogether - 1) * FewChannelSums.Side;
            V.Store(outputs[last], upper + place);
            V.Store(below[last], lower + place);
        }
    }

    // Some rows of tiles: sums[part][vector of filters][place][channel] = Σ (Bᵀ·x·B) ⊙ (A·dy·Aᵀ).
    private readonly struct FewChannelGradientPart<TSums, TInput>(
        FewChannelTiles<TInput> tiles, float* dy, int filters, int rows, int rowsInPart, float* sums) : IChunkedWork, IVectorChunk
        where TSums : struct, IFewChannelSums
        where TInput : struct, ILinearMap
    {
        private readonly int _whole = FewChannelSums.Whole(tiles.Channels);

        public void Run(int part) => ByWidth.Run(this, part);

        public void Run<V>(int part)
            where V : unmanaged, IVector<V>
        {
            var (height, width) = (tiles.Outputs.Height, tiles.Outputs.Width);
            var ofVector = TInput.Out * TInput.Out * _whole * V.Count;
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
                var upper = dy + ((((nint)image * height) + (row * FewChannelSums.Side)) * width * filters);
                var lower = (row * FewChannelSums.Side) + 1 < height ? upper + ((nint)width * filters) : zeros.Pointer;
                for (var tile = 0; tile < tiles.WholeTiles; tile += tilesInBlock)
                {
                    var count = Math.Min(tilesInBlock, tiles.WholeTiles - tile);
                    var place = (nint)tile * FewChannelSums.Side * filters;
                    var next = tile + count < tiles.WholeTiles ? (nint)count * FewChannelSums.Side * filters : (2 * (nint)width * filters) - place;
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
            // While some tiles are added, the gradients of the next are asked for, a share for each column of each one or two vectors of filters.
            var (vectors, group, together) = (Ceiling(filters, V.Count), _whole * V.Count, TSums.VectorsTogether);
            var ofVector = TInput.Out * TInput.Out * group;
            var share = count * FewChannelSums.Side * filters / (Ceiling(vectors, together) * TInput.Out);
            var nextUpper = upper + next;
            var nextLower = lower + next;
            for (var vector = 0; vector < vectors; vector += together, target += together * ofVector)
            {
                var (first, second) = (FirstOf<V>(vector, filters), FirstOf<V>(Math.Min(vector + 1, vectors - 1), filters));
                var secondSums = vector + 1 < vectors ? target + ofVector : spare;
                for (var column = 0; column < TInput.Out; column++)
                {
                    Streaming.Prefetch(nextUpper, share);
                    Streaming.Prefetch(nextLower, share);
                    nextUpper += share;
                    nextLower += share;
                    var x = v + (column * TInput.Out * tiles.Pitch);
                    for (var channel = 0; channel < _whole; channel += FewChannelSums.ChannelsTogether)
                    {
                        var place = (column * group) + (channel * V.Count);
                        TSums.Add<V>(
                            column, x + channel, tiles.Pitch, count, upper + first, lower + first, filters, second - first, target + place, secondSums + place,
                            TInput.Out * group);
                    }
                }
            }
        }

        // The left outputs of a tile that hangs over, with zeros beside them.
        private void AddLastColumn<V>(float* v, float* upper, float* lower, float* target, float* spare)
            where V : unmanaged, IVector<V>
        {
            using var gradients = Scratch.Rent(2 * FewChannelSums.Side * filters);
            gradients.Span.Clear();
            new ReadOnlySpan<float>(upper, filters).CopyTo(gradients.Span);
            var below = gradients.Pointer + (FewChannelSums.Side * filters);
            new ReadOnlySpan<float>(lower, filters).CopyTo(new Span<float>(below, filters));
            AddBlock<V>(v, 1, gradients.Pointer, below, 0, target, spare);
        }
    }
}
