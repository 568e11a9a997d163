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
    public int Pitch { get; } = Round(FewChannelSums.Whole(channels), Places % 4 == 0 ? LongestVector / 4 : LongestVector / 2);

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

        for (var tile = 0; tile < Tiles; tile++)
        {
            AlongRows<V>(transformed.Pointer + (tile * FewChannelSums.Side * column), column, target + (tile * Places * column));
        }
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

        for (var pixel = 0; pixel < PixelsInRow; pixel++, target += Places * Pitch)
        {
            var column = pixel - before.Left;
            if ((uint)column < (uint)input.Width)
            {
                AlongColumn<V>(lines, (nint)column * channels, channels, column == input.Width - 1, target, Pitch);
            }
            else
            {
                new Span<float>(target, Places * Pitch).Clear();
            }
        }
    }

    // The last vector of a pixel's channels may read the first ones of the next pixel; nothing may follow the last.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AlongColumn<V>(float** lines, nint pixel, int channels, bool isLast, float* target, nint pitch)
        where V : unmanaged, IVector<V>
    {
        for (var i = 0; i < channels; i += V.Count)
        {
            TInput.Apply<V, Lines<V>, Strided<V>>(new Lines<V>(lines, pixel + i, isLast ? channels - i : V.Count), new Strided<V>(target + i, pitch), 0);
        }
    }

    // Along the rows, which lie in the lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AlongRows<V>(float* x, int column, float* target)
        where V : unmanaged, IVector<V>
    {
        for (var i = 0; i < column; i += V.Count)
        {
            TInput.Apply<V, Strided<V>, Strided<V>>(new Strided<V>(x + i, column), new Strided<V>(target + i, column), 0);
        }
    }

    private static int Round(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    // One place of several lines.
    private readonly struct Lines<V>(float** lines, nint place, int left) : ISource<V>
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
