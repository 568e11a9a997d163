using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// Pictures in three colours, cut into the tiles of F(2, 3), two outputs high and wide, see <see cref="Winograd2"/>. A row of tiles is transformed
/// at once to [tile][column of the transform][row of the transform][colour]; a fourth number that fills up the colours may hold anything.
/// </summary>
internal readonly unsafe struct ColourTiles(WindowAxis rows, WindowAxis columns, float* x)
{
    /// <summary>Channels of the pictures.</summary>
    public const int Colours = 3;

    /// <summary>Outputs along a side of a tile.</summary>
    public const int Side = 2;

    /// <summary>Numbers of the transform along a side.</summary>
    public const int Places = 4;

    /// <summary>Numbers of a column of the transform: a whole vector of the longest.</summary>
    public const int ColumnLength = Places * 4;

    /// <summary>Numbers of a tile.</summary>
    public const int TileLength = Places * ColumnLength;

    /// <summary>Rows of tiles of a picture; the last may have one row of outputs.</summary>
    public int Rows => (rows.Output + Side - 1) / Side;

    /// <summary>Rows and columns of outputs.</summary>
    public Size2d Outputs => (rows.Output, columns.Output);

    /// <summary>Tiles of a row whose outputs are all there.</summary>
    public int WholeTiles => columns.Output / Side;

    /// <summary>Tiles of a row; the last may have one column of outputs.</summary>
    public int Tiles => (columns.Output + Side - 1) / Side;

    private int PixelsInRow => (Tiles * Side) + Places - Side;

    /// <summary>Transforms a row of tiles.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="row">The row.</param>
    /// <param name="target">Room for <see cref="Tiles"/> · <see cref="TileLength"/> numbers.</param>
    public void Transform<V>(int image, int row, float* target)
        where V : unmanaged, IVector<V>
    {
        using var transformed = Scratch.Rent(PixelsInRow * ColumnLength);
        AlongColumns(image, row, transformed.Pointer);
        AlongRows<V>(transformed.Pointer, Tiles, target);
    }

    // Bᵀ down every column of pixels. Four numbers are read of each pixel, the next one's first with it.
    private void AlongColumns(int image, int row, float* target)
    {
        var width = columns.Input * Colours;
        using var zeros = Scratch.Rent(width + 1);
        zeros.Span.Clear();
        var top = (row * Side) - rows.Before;
        var picture = x + ((nint)image * rows.Input * width);
        var (a, b, c, d) = (Line(picture, top, zeros.Pointer), Line(picture, top + 1, zeros.Pointer), Line(picture, top + 2, zeros.Pointer), Line(picture, top + 3, zeros.Pointer));
        var last = columns.Before + columns.Input - 1;
        for (var pixel = 0; pixel < PixelsInRow; pixel++, target += ColumnLength)
        {
            var place = (nint)(pixel - columns.Before) * Colours;
            if (pixel < columns.Before || pixel > last)
            {
                new Span<float>(target, ColumnLength).Clear();
            }
            else if (pixel < last)
            {
                Column(Vector128.Load((float*)a + place), Vector128.Load((float*)b + place), Vector128.Load((float*)c + place), Vector128.Load((float*)d + place), target);
            }
            else
            {
                Column(OfLast((float*)a + place), OfLast((float*)b + place), OfLast((float*)c + place), OfLast((float*)d + place), target);
            }
        }
    }

    private nint Line(float* picture, int row, float* zeros) =>
        (nint)((uint)row < (uint)rows.Input ? picture + ((nint)row * columns.Input * Colours) : zeros);

    // Nothing may follow the last pixel.
    private static Vector128<float> OfLast(float* pixel) => Vector128.Create(pixel[0], pixel[1], pixel[2], 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, float* target)
    {
        (a - c).Store(target);
        (b + c).Store(target + 4);
        (c - b).Store(target + 8);
        (b - d).Store(target + 12);
    }

    // Bᵀ along the rows, which lie in the lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AlongRows<V>(float* x, int tiles, float* target)
        where V : unmanaged, IVector<V>
    {
        for (var tile = 0; tile < tiles; tile++, x += Side * ColumnLength, target += TileLength)
        {
            for (var i = 0; i < ColumnLength; i += V.Count)
            {
                var (a, b) = (V.Load(x + i), V.Load(x + i + ColumnLength));
                var (c, d) = (V.Load(x + i + (2 * ColumnLength)), V.Load(x + i + (3 * ColumnLength)));
                V.Store(a - c, target + i);
                V.Store(b + c, target + i + ColumnLength);
                V.Store(c - b, target + i + (2 * ColumnLength));
                V.Store(b - d, target + i + (3 * ColumnLength));
            }
        }
    }
}
