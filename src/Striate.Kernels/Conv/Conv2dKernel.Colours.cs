using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

// 3×3 windows at stride 1 over pictures in three colours, as in the first layer of many networks: Winograd's F(2, 3) with its sums in registers.
// A tile's 48 products for each filter take the place of 108, and nothing but pixels and outputs passes through memory. Lanes are filters.
public static unsafe partial class Conv2dKernel
{
    private const int SumsOfColours = ColourTiles.Places * ColourTiles.Places * ColourTiles.Colours;

    // Tiles whose pixels and gradients stay in the first cache while all sums of all filters are added to.
    private const int ColourTilesInBlock = 32;

    internal static bool IsOfColours(in Conv2dGeometry g) =>
        AllowWinograd && g.Groups == 1 && g.InChannels == ColourTiles.Colours && IsThreeByOne(g.Rows) && IsThreeByOne(g.Columns)
        && Simd.Width == Floats16.Count && g.OutChannels >= Simd.Width && g.Columns.Output >= ColourProducts.TilesTogether * ColourTiles.Side;

    private static bool IsThreeByOne(WindowAxis axis) => axis is { Size: 3, Stride: 1, Dilation: 1 };

    /// <summary>Numbers that the transformed filters take: [vector of filters][place][colour][filter].</summary>
    internal static int ColourFilterLength(in Conv2dGeometry g) => Ceiling(g.OutChannels, Simd.Width) * Simd.Width * SumsOfColours;

    private static void PackOfColours(in Conv2dGeometry g, float* w, float* packed) =>
        ByWidth.Run(new ColourFilters(ForwardFilters(g, w), packed), 0, Ceiling(g.OutChannels, Simd.Width));

    private static void ForwardOfColours(in Conv2dGeometry g, float* x, float* packed, EpilogueWork epilogue, float* y)
    {
        var tiles = new ColourTiles(g.Rows, g.Columns, x);
        var inRow = Math.Max(tiles.Tiles * SumsOfColours * g.OutChannels, 1);
        Workers.ForRange(g.N * tiles.Rows, Math.Max(MultiplyAddsInBand / inRow, 1), new ColourForwardRows(g.N, tiles, packed, g.OutChannels, epilogue, y));
    }

    private static void BackwardFilterOfColours(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        var tiles = new ColourTiles(g.Rows, g.Columns, x);
        var rows = g.N * tiles.Rows;
        var parts = Math.Clamp(rows, 1, MostParts);
        var size = ColourFilterLength(g);
        using var sums = Scratch.Rent(parts * size);
        Workers.For(parts, new ColourGradientPart(tiles, dy, g.OutChannels, rows, Ceiling(rows, parts), sums.Pointer));
        Workers.ForRange(size, Border.Grain, new SumParts(sums.Pointer, parts, size, sums.Pointer));
        ByWidth.Run(new ColourFilterGradients(g.OutChannels, sums.Pointer, dw), 0, Ceiling(g.OutChannels, Simd.Width));
    }

    // The first filter of a vector; the last vector starts early enough to be whole: some filters are computed twice.
    private static int FirstOf<V>(int vector, int filters)
        where V : unmanaged, IVector<V> => Math.Min(vector * V.Count, filters - V.Count);

    private readonly struct ColourFilters(WinogradFilters filters, float* packed) : IVectorRange
    {
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            using var taps = Scratch.Rent(9 * ColourTiles.Colours * V.Count);
            using var temporary = Scratch.Rent(12 * V.Count);
            for (var vector = start; vector < start + length; vector++)
            {
                filters.Copy(9, 0, ColourTiles.Colours, FirstOf<V>(vector, filters.Columns), V.Count, taps.Pointer);
                for (var colour = 0; colour < ColourTiles.Colours; colour++)
                {
                    Transform2d.Run<V, Winograd2.Filter, Planes<V>, Planes<V>>(
                        new Planes<V>(taps.Pointer + (colour * V.Count), ColourTiles.Colours * V.Count, 3),
                        new Planes<V>(packed + (((vector * SumsOfColours) + colour) * V.Count), ColourTiles.Colours * V.Count, ColourTiles.Places),
                        (V*)temporary.Pointer);
                }
            }
        }
    }

    private readonly struct ColourFilterGradients(int filters, float* sums, float* dw) : IVectorRange
    {
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            const int Taps = 9 * ColourTiles.Colours;
            using var taps = Scratch.Rent(Taps * V.Count);
            using var temporary = Scratch.Rent(12 * V.Count);
            for (var vector = start; vector < start + length; vector++)
            {
                for (var colour = 0; colour < ColourTiles.Colours; colour++)
                {
                    Transform2d.Run<V, Winograd2.FilterGradient, Planes<V>, Planes<V>>(
                        new Planes<V>(sums + (((vector * SumsOfColours) + colour) * V.Count), ColourTiles.Colours * V.Count, ColourTiles.Places),
                        new Planes<V>(taps.Pointer + (colour * V.Count), ColourTiles.Colours * V.Count, 3), (V*)temporary.Pointer);
                }

                Transposition.Copy(taps.Pointer, V.Count, Taps, V.Count, dw + ((nint)FirstOf<V>(vector, filters) * Taps), Taps);
            }
        }
    }

    private readonly struct ColourForwardRows(int n, ColourTiles tiles, float* packed, int filters, EpilogueWork epilogue, float* y) : IRangeWork, IVectorRange
    {
        private readonly bool _streams = epilogue.IsEmpty && Streaming.Pays(y, (long)n * tiles.Outputs.Height * tiles.Outputs.Width * filters, filters);

        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var (height, width) = (tiles.Outputs.Height, tiles.Outputs.Width);
            using var transformed = Scratch.Rent(tiles.Tiles * ColourTiles.TileLength);
            using var spare = Scratch.Rent(width * filters);
            for (var number = start; number < start + length; number++)
            {
                var (image, row) = Math.DivRem(number, tiles.Rows);
                tiles.Transform<V>(image, row, transformed.Pointer);
                var upper = y + ((((nint)image * height) + (row * ColourTiles.Side)) * width * filters);
                var hasLower = (row * ColourTiles.Side) + 1 < height;
                var lower = hasLower ? upper + ((nint)width * filters) : spare.Pointer;
                for (var vector = 0; vector < Ceiling(filters, V.Count); vector++)
                {
                    var u = packed + (vector * SumsOfColours * V.Count);
                    var filter = FirstOf<V>(vector, filters);
                    ColourProducts.Run<V>(u, transformed.Pointer, tiles.WholeTiles, upper + filter, lower + filter, filters, _streams);
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
            var outputs = stackalloc V[2 * ColourProducts.TilesTogether * ColourTiles.Side];
            var below = outputs + (ColourProducts.TilesTogether * ColourTiles.Side);
            var first = tiles.Tiles - ColourProducts.TilesTogether;
            ColourProducts.Run<V>(u, transformed + (first * ColourTiles.TileLength), ColourProducts.TilesTogether, (float*)outputs, (float*)below, V.Count, false);
            var place = (nint)(tiles.Outputs.Width - 1) * filters;
            var last = (ColourProducts.TilesTogether - 1) * ColourTiles.Side;
            V.Store(outputs[last], upper + place);
            V.Store(below[last], lower + place);
        }
    }

    // Some rows of tiles: sums[part][vector of filters][place][colour] = Σ (Bᵀ·x·B) ⊙ (A·dy·Aᵀ).
    private readonly struct ColourGradientPart(ColourTiles tiles, float* dy, int filters, int rows, int rowsInPart, float* sums) : IChunkedWork, IVectorChunk
    {
        public void Run(int part) => ByWidth.Run(this, part);

        public void Run<V>(int part)
            where V : unmanaged, IVector<V>
        {
            var (height, width) = (tiles.Outputs.Height, tiles.Outputs.Width);
            var vectors = Ceiling(filters, V.Count);
            var target = sums + ((nint)part * vectors * SumsOfColours * V.Count);
            new Span<float>(target, vectors * SumsOfColours * V.Count).Clear();
            using var transformed = Scratch.Rent(tiles.Tiles * ColourTiles.TileLength);
            using var zeros = Scratch.Rent(width * filters);
            zeros.Span.Clear();
            using var spare = Scratch.Rent(SumsOfColours * V.Count);
            spare.Span.Clear();
            for (var number = part * rowsInPart; number < Math.Min(rows, (part + 1) * rowsInPart); number++)
            {
                var (image, row) = Math.DivRem(number, tiles.Rows);
                tiles.Transform<V>(image, row, transformed.Pointer);
                var upper = dy + ((((nint)image * height) + (row * ColourTiles.Side)) * width * filters);
                var lower = (row * ColourTiles.Side) + 1 < height ? upper + ((nint)width * filters) : zeros.Pointer;
                for (var tile = 0; tile < tiles.WholeTiles; tile += ColourTilesInBlock)
                {
                    var count = Math.Min(ColourTilesInBlock, tiles.WholeTiles - tile);
                    var place = (nint)tile * ColourTiles.Side * filters;
                    var next = tile + count < tiles.WholeTiles ? (nint)count * ColourTiles.Side * filters : (2 * (nint)width * filters) - place;
                    AddBlock<V>(transformed.Pointer + (tile * ColourTiles.TileLength), count, upper + place, lower + place, next, target, spare.Pointer);
                }

                if (tiles.WholeTiles < tiles.Tiles)
                {
                    var place = (nint)(width - 1) * filters;
                    AddLastColumn<V>(transformed.Pointer + (tiles.WholeTiles * ColourTiles.TileLength), upper + place, lower + place, target, spare.Pointer);
                }
            }
        }

        private void AddBlock<V>(float* v, int count, float* upper, float* lower, nint next, float* target, float* spare)
            where V : unmanaged, IVector<V>
        {
            // While some tiles are added, the gradients of the next are asked for, a share for each column of each two vectors of filters.
            var vectors = Ceiling(filters, V.Count);
            var share = count * ColourTiles.Side * filters / (Ceiling(vectors, 2) * ColourTiles.Places);
            var nextUpper = upper + next;
            var nextLower = lower + next;
            for (var vector = 0; vector < vectors; vector += 2, target += 2 * SumsOfColours * V.Count)
            {
                var (first, second) = (FirstOf<V>(vector, filters), FirstOf<V>(Math.Min(vector + 1, vectors - 1), filters));
                for (var column = 0; column < ColourTiles.Places; column++)
                {
                    Streaming.Prefetch(nextUpper, share);
                    Streaming.Prefetch(nextLower, share);
                    nextUpper += share;
                    nextLower += share;
                    ColourProducts.Add<V>(
                        column, v, count, upper + first, lower + first, filters, second - first, target, vector + 1 < vectors ? target + (SumsOfColours * V.Count) : spare);
                }
            }
        }

        // The left outputs of a tile that hangs over, with zeros beside them.
        private void AddLastColumn<V>(float* v, float* upper, float* lower, float* target, float* spare)
            where V : unmanaged, IVector<V>
        {
            using var gradients = Scratch.Rent(2 * ColourTiles.Side * filters);
            gradients.Span.Clear();
            new ReadOnlySpan<float>(upper, filters).CopyTo(gradients.Span);
            var below = gradients.Pointer + (ColourTiles.Side * filters);
            new ReadOnlySpan<float>(lower, filters).CopyTo(new Span<float>(below, filters));
            AddBlock<V>(v, 1, gradients.Pointer, below, 0, target, spare);
        }
    }
}
