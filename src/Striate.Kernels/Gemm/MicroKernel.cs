using Striate.Kernels.Vectors;

namespace Striate.Kernels.Gemm;

/// <summary>
/// The innermost product: one tile of results held in registers over the whole <see cref="Depth"/>. With its strides the left
/// factor is read in place: as it stands, transposed, or as the windows of a convolution; the right one offers full rows of
/// <see cref="Columns"/> numbers. The body of each tile is written once for all widths of vectors.
/// </summary>
internal static unsafe partial class MicroKernel
{
    /// <summary>Tiles as wide as a panel, the tallest first: it keeps the most registers busy, the others are for the last rows.</summary>
    public static Tile[] Wide { get; } = Simd.Width switch
    {
        16 => [new(12, 32, &Run12x2<Floats16>), new(6, 32, &Run6x2<Floats16>), new(3, 32, &Run3x2<Floats16>)],
        8 => [new(6, 16, &Run6x2<Floats8>), new(3, 16, &Run3x2<Floats8>)],
        4 => [new(6, 8, &Run6x2<Floats4>), new(3, 8, &Run3x2<Floats4>)],
        _ => [new(4, 4, &Run4x4)],
    };

    /// <summary>Tiles for a last panel that is at most half full, the tallest first.</summary>
    public static Tile[] Narrow { get; } = Simd.Width switch
    {
        16 => [new(12, 16, &Run12x1<Floats16>), new(6, 16, &Run6x1<Floats16>), new(3, 16, &Run3x1<Floats16>)],
        8 => [new(12, 8, &Run12x1<Floats8>), new(6, 8, &Run6x1<Floats8>), new(3, 8, &Run3x1<Floats8>)],
        4 => [new(12, 4, &Run12x1<Floats4>), new(6, 4, &Run6x1<Floats4>), new(3, 4, &Run3x1<Floats4>)],
        _ => Wide,
    };

    /// <summary>Columns of the wide tiles, and of a panel of the right factor.</summary>
    public static int Columns { get; } = Wide[0].Columns;

    /// <summary>Columns of the narrow tiles.</summary>
    public static int NarrowColumns { get; } = Narrow[0].Columns;

    /// <summary>Rows of the tallest tile.</summary>
    public static int MostRows { get; } = Narrow[0].Rows;

    /// <summary>With fewer rows there is no tile to be filled, and they are copied into one with zeros.</summary>
    public static int FewestRows { get; } = Wide[^1].Rows;

    /// <summary>How many panels hold so many columns.</summary>
    public static int Panels(int columns) => (columns + Columns - 1) / Columns;

    /// <summary>The tile for the next rows: the tallest that does not compute as many rows too many as the lowest has.</summary>
    /// <param name="tiles">The tallest first.</param>
    /// <param name="left">Rows that are left.</param>
    /// <param name="rows">Rows in all, which a tile may not exceed unless it is the lowest.</param>
    public static Tile Next(Tile[] tiles, int left, int rows)
    {
        var lowest = tiles.Length - 1;
        for (var i = 0; i < lowest; i++)
        {
            if (rows >= tiles[i].Rows && left > tiles[i].Rows - tiles[lowest].Rows)
            {
                return tiles[i];
            }
        }

        return tiles[lowest];
    }

    /// <summary>Numbers in the largest tile on any machine.</summary>
    public const int LargestTile = 12 * 32;

    // 4×4 in plain C#, for machines without vectors.
    internal static void Run4x4(in Depth depth, float* firstA, float* firstB, float* c, nint ldc, bool accumulate)
    {
        for (var i = 0; i < 4; i++, c += ldc)
        {
            float c0 = 0, c1 = 0, c2 = 0, c3 = 0;
            for (var segment = 0; segment < depth.Segments; segment++)
            {
                var a = firstA + (i * depth.RowStride) + (segment * depth.SegmentStride);
                var b = firstB + (segment * depth.RightSegmentStride);
                for (var k = 0; k < depth.Steps; k++, a += depth.StepStride, b += depth.RightStepStride)
                {
                    var t = *a;
                    c0 += t * b[0];
                    c1 += t * b[1];
                    c2 += t * b[2];
                    c3 += t * b[3];
                }
            }

            c[0] = accumulate ? c[0] + c0 : c0;
            c[1] = accumulate ? c[1] + c1 : c1;
            c[2] = accumulate ? c[2] + c2 : c2;
            c[3] = accumulate ? c[3] + c3 : c3;
        }
    }
}
