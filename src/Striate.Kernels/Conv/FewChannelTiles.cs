using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>
/// Images of few channels, cut into tiles of Winograd's method that are two outputs high and wide. A row of tiles is transformed
/// at once to [tile][column of the transform][row of the transform][channel]; numbers that fill up the channels may hold anything.
/// </summary>
/// <typeparam name="TInput">Bᵀ.</typeparam>
/// <param name="x">The images.</param>
/// <param name="input">Height and width of an image.</param>
/// <param name="channels">Channels.</param>
/// <param name="before">Rows and columns of zeros before the image; negative where the first window starts inside.</param>
/// <param name="outputs">Height and width of the outputs.</param>
internal readonly unsafe struct FewChannelTiles<TInput>(float* x, Size2d input, int channels, (int Top, int Left) before, Size2d outputs)
    where TInput : struct, ILinearMap
{
    // A whole vector of the longest, so that columns of the transform are whole ones.
    private const int LongestVector = 16;

    /// <summary>Numbers of the transform along a side.</summary>
    public static int Places => TInput.Out;

    public int Channels => channels;

    /// <summary>From a row of the transform to the next one: the channels, filled up to whole groups and vectors.</summary>
    public int Pitch { get; } = Rounding.Up(FewChannelSums.Whole(channels), Places % 4 == 0 ? LongestVector / 4 : LongestVector / 2);

    /// <summary>Numbers of a tile.</summary>
    public int TileLength => Places * Places * Pitch;

    public Size2d Outputs => outputs;

    /// <summary>Rows of tiles of an image; the last may have one row of outputs.</summary>
    public int Rows => (outputs.Height + FewChannelSums.Side - 1) / FewChannelSums.Side;

    /// <summary>Tiles of a row; the last may have one column of outputs.</summary>
    public int Tiles => (outputs.Width + FewChannelSums.Side - 1) / FewChannelSums.Side;

    /// <summary>Tiles of a row whose outputs are all there.</summary>
    public int WholeTiles => outputs.Width / FewChannelSums.Side;

    private int PixelsInRow => (Tiles * FewChannelSums.Side) + Places - FewChannelSums.Side;

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

    // Down every column of pixels.
    private void AlongColumns<V>(int image, int row, float* target)
        where V : unmanaged, IVector<V>
    {
        var width = input.Width * channels;
        using var zeros = Scratch.Rent(width + V.Count);
        zeros.Span.Clear();
        var picture = x + ((nint)image * input.Height * width);
        var lines = stackalloc float*[TInput.In];
        for (var i = 0; i < TInput.In; i++)
        {
            var y = (row * FewChannelSums.Side) - before.Top + i;
            lines[i] = (uint)y < (uint)input.Height ? picture + ((nint)y * width) : zeros.Pointer;
        }

        // Zeros before and behind; the last pixel alone, as nothing may follow it.
        var size = Places * Pitch;
        var first = Math.Clamp(before.Left, 0, PixelsInRow);
        var end = Math.Clamp(before.Left + input.Width, first, PixelsInRow);
        var whole = Math.Clamp(before.Left + input.Width - 1, first, PixelsInRow);
        new Span<float>(target, first * size).Clear();
        AlongPixels<V>(lines, (nint)(first - before.Left) * channels, whole - first, channels, target + (first * size), Pitch);
        if (whole < end)
        {
            AlongLastPixel<V>(lines, (nint)(whole - before.Left) * channels, channels, target + (whole * size), Pitch);
        }

        new Span<float>(target + (end * size), (PixelsInRow - end) * size).Clear();
    }

    // The last vector of a pixel's channels may read the first ones of the next pixel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AlongPixels<V>(float** lines, nint place, int count, int channels, float* target, nint pitch)
        where V : unmanaged, IVector<V>
    {
        for (var pixel = 0; pixel < count; pixel++, place += channels, target += Places * pitch)
        {
            for (var i = 0; i < channels; i += V.Count)
            {
                TInput.Apply<V, Lines<V>, Strided<V>>(new Lines<V>(lines, place + i), new Strided<V>(target + i, pitch), 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AlongLastPixel<V>(float** lines, nint place, int channels, float* target, nint pitch)
        where V : unmanaged, IVector<V>
    {
        for (var i = 0; i < channels; i += V.Count)
        {
            TInput.Apply<V, PartLines<V>, Strided<V>>(new PartLines<V>(lines, place + i, channels - i), new Strided<V>(target + i, pitch), 0);
        }
    }

    // Along the rows, which lie in the lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AlongRows<V>(float* x, int tiles, nint column, float* target)
        where V : unmanaged, IVector<V>
    {
        for (var tile = 0; tile < tiles; tile++, x += FewChannelSums.Side * column, target += Places * column)
        {
            for (var i = 0; i < column; i += V.Count)
            {
                TInput.Apply<V, Strided<V>, Strided<V>>(new Strided<V>(x + i, column), new Strided<V>(target + i, column), 0);
            }
        }
    }

    // One place of several lines.
    private readonly struct Lines<V>(float** lines, nint place) : ISource<V>
        where V : unmanaged, IVector<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Read(int i, int line) => V.Load(lines[i] + place);
    }

    // As Lines, where the last vector may not be full.
    private readonly struct PartLines<V>(float** lines, nint place, int left) : ISource<V>
        where V : unmanaged, IVector<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Read(int i, int line) => VectorPart.Load<V>(lines[i] + place, left);
    }

    // Vectors a stride apart.
    private readonly struct Strided<V>(float* first, nint stride) : ISource<V>, ITarget<V>
        where V : unmanaged, IVector<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Read(int i, int line) => V.Load(first + (i * stride));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Write(int i, int line, V value) => V.Store(value, first + (i * stride));
    }
}
