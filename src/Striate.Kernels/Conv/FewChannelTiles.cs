using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// Images of few channels, cut into the tiles of F(2, 3), two outputs high and wide, see <see cref="Winograd2"/>. A row of tiles is transformed
/// at once to [tile][column of the transform][row of the transform][channel]; numbers that fill up the channels may hold anything.
/// </summary>
/// <param name="x">The images.</param>
/// <param name="input">Height and width of an image.</param>
/// <param name="channels">Channels.</param>
/// <param name="before">Rows and columns of zeros before the image; negative where the first window starts inside.</param>
/// <param name="outputs">Height and width of the outputs.</param>
internal readonly unsafe struct FewChannelTiles(float* x, Size2d input, int channels, (int Top, int Left) before, Size2d outputs)
{
    /// <summary>Outputs along a side of a tile.</summary>
    public const int Side = 2;

    /// <summary>Numbers of the transform along a side.</summary>
    public const int Places = 4;

    // A gap, so that rows of channels are whole vectors of four.
    private const int Filling = 4;

    public int Channels => channels;

    /// <summary>From a row of the transform to the next one: the channels, filled up to whole groups and vectors.</summary>
    public int Pitch { get; } = (FewChannelProducts.Whole(channels) + Filling - 1) / Filling * Filling;

    /// <summary>Numbers of a tile.</summary>
    public int TileLength => Places * Places * Pitch;

    public Size2d Outputs => outputs;

    /// <summary>Rows of tiles of an image; the last may have one row of outputs.</summary>
    public int Rows => (outputs.Height + Side - 1) / Side;

    /// <summary>Tiles of a row; the last may have one column of outputs.</summary>
    public int Tiles => (outputs.Width + Side - 1) / Side;

    /// <summary>Tiles of a row whose outputs are all there.</summary>
    public int WholeTiles => outputs.Width / Side;

    private int PixelsInRow => (Tiles * Side) + Places - Side;

    /// <summary>Transforms a row of tiles.</summary>
    /// <param name="image">The image.</param>
    /// <param name="row">The row.</param>
    /// <param name="target">Room for <see cref="Tiles"/> · <see cref="TileLength"/> numbers.</param>
    public void Transform<V>(int image, int row, float* target)
        where V : unmanaged, IVector<V>
    {
        var column = Places * Pitch;
        using var transformed = Scratch.Rent(PixelsInRow * column);
        if (channels % V.Count == 0)
        {
            AlongColumns<V>(image, row, transformed.Pointer);
        }
        else
        {
            AlongColumns<Floats4>(image, row, transformed.Pointer);
        }

        AlongRows<V>(transformed.Pointer, Tiles, column, target);
    }

    // Bᵀ down every column of pixels. The last vector of a pixel's channels may read the first ones of the next pixel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void AlongColumns<V>(int image, int row, float* target)
        where V : unmanaged, IVector<V>
    {
        var (depth, pitch) = (channels, Pitch);
        var width = input.Width * depth;
        using var zeros = Scratch.Rent(width + V.Count);
        zeros.Span.Clear();
        var top = (row * Side) - before.Top;
        var picture = x + ((nint)image * input.Height * width);
        var a = Line(picture, top, zeros.Pointer);
        var b = Line(picture, top + 1, zeros.Pointer);
        var c = Line(picture, top + 2, zeros.Pointer);
        var d = Line(picture, top + 3, zeros.Pointer);
        for (var pixel = 0; pixel < PixelsInRow; pixel++, target += Places * pitch)
        {
            var column = pixel - before.Left;
            if ((uint)column >= (uint)input.Width)
            {
                new Span<float>(target, Places * pitch).Clear();
                continue;
            }

            var place = (nint)column * depth;
            for (var i = 0; i < depth; i += V.Count)
            {
                // Nothing may follow the last pixel.
                var left = column < input.Width - 1 ? V.Count : depth - i;
                var (p, q) = (VectorPart.Load<V>(a + place + i, left), VectorPart.Load<V>(b + place + i, left));
                var (r, s) = (VectorPart.Load<V>(c + place + i, left), VectorPart.Load<V>(d + place + i, left));
                V.Store(p - r, target + i);
                V.Store(q + r, target + pitch + i);
                V.Store(r - q, target + (2 * pitch) + i);
                V.Store(q - s, target + (3 * pitch) + i);
            }
        }
    }

    private float* Line(float* picture, int row, float* zeros) =>
        (uint)row < (uint)input.Height ? picture + ((nint)row * input.Width * channels) : zeros;

    // Bᵀ along the rows, which lie in the lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AlongRows<V>(float* x, int tiles, int column, float* target)
        where V : unmanaged, IVector<V>
    {
        for (var tile = 0; tile < tiles; tile++, x += Side * column, target += Places * column)
        {
            for (var i = 0; i < column; i += V.Count)
            {
                var (a, b) = (V.Load(x + i), V.Load(x + column + i));
                var (c, d) = (V.Load(x + (2 * column) + i), V.Load(x + (3 * column) + i));
                V.Store(a - c, target + i);
                V.Store(b + c, target + column + i);
                V.Store(c - b, target + (2 * column) + i);
                V.Store(b - d, target + (3 * column) + i);
            }
        }
    }
}
