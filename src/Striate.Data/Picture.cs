using Striate.Kernels;

namespace Striate.Data;

/// <summary>
/// Plain pixels: bytes in the order H x W x C, 0 for none of a colour and 255 for all of it. One channel is grey, three are
/// red, green, blue; the fourth is opacity. A picture owns its memory, or looks at a part of a larger array without a copy.
/// </summary>
public sealed class Picture
{
    private byte[]? _own;
    private ReadOnlyMemory<byte> _pixels;

    /// <summary>A picture with nothing in it, to be given a size later (<see cref="SetSize"/>).</summary>
    public Picture()
        : this(0, 0, 1)
    {
    }

    /// <summary>A black picture that owns its memory.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <exception cref="ShapeException">Sizes that no picture can have.</exception>
    public Picture(int height, int width, int channels)
        : this(new byte[LengthOf(height, width, channels)], height, width, channels)
    {
    }

    /// <summary>A picture that takes over an array.</summary>
    /// <param name="pixels">H x W x C bytes; not copied.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <exception cref="ShapeException">Another number of bytes than the sizes ask for.</exception>
    public Picture(byte[] pixels, int height, int width, int channels)
        : this((ReadOnlyMemory<byte>)pixels, height, width, channels) => _own = pixels;

    /// <summary>A read-only picture that looks at somebody else's memory, for example one digit among many.</summary>
    /// <param name="pixels">H x W x C bytes; not copied.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <exception cref="ShapeException">Another number of bytes than the sizes ask for.</exception>
    public Picture(ReadOnlyMemory<byte> pixels, int height, int width, int channels)
    {
        var length = LengthOf(height, width, channels);
        if (pixels.Length != length)
        {
            throw new ShapeException($"{pixels.Length} bytes for a picture of {height}x{width}x{channels}, expected {length}.");
        }

        (_pixels, Height, Width, Channels) = (pixels, height, width, channels);
    }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Bytes of a pixel: 1, 3 or 4.</summary>
    public int Channels { get; private set; }

    /// <summary>The bytes, H x W x C.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.Span;

    /// <summary>The bytes, H x W x C, as memory that can be kept.</summary>
    public ReadOnlyMemory<byte> Memory => _pixels;

    /// <summary>Whether it looks at memory of somebody else and cannot be changed.</summary>
    public bool IsReadOnly => _own is null;

    /// <summary>The bytes, H x W x C, to be written.</summary>
    /// <exception cref="InvalidOperationException">The picture looks at memory of somebody else.</exception>
    public Span<byte> WritablePixels => _own is null
        ? throw new InvalidOperationException($"{this} looks at memory that it does not own. Clone() it, and change the clone.")
        : _own.AsSpan(0, _pixels.Length);

    /// <summary>One byte.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">From 0.</param>
    /// <param name="channel">From 0.</param>
    public byte this[int row, int column, int channel = 0]
    {
        get => Pixels[Offset(row, column, channel)];
        set => WritablePixels[Offset(row, column, channel)] = value;
    }

    /// <summary>
    /// Gives the picture another size; what is in it afterwards is undefined. Memory is reused where there is enough,
    /// so that a picture which takes one sample after another allocates nothing.
    /// </summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <exception cref="InvalidOperationException">The picture looks at memory of somebody else.</exception>
    public void SetSize(int height, int width, int channels)
    {
        var length = LengthOf(height, width, channels);
        _ = WritablePixels;
        if (_own!.Length < length)
        {
            _own = GC.AllocateUninitializedArray<byte>(length);
        }

        (_pixels, Height, Width, Channels) = (_own.AsMemory(0, length), height, width, channels);
    }

    /// <summary>A copy that owns its memory.</summary>
    public Picture Clone() => new(Pixels.ToArray(), Height, Width, Channels);

    /// <summary>"28x28x1".</summary>
    public override string ToString() => $"{Height}x{Width}x{Channels}";

    private static int LengthOf(int height, int width, int channels)
    {
        var length = (long)height * width * Math.Max(channels, 1);
        return height >= 0 && width >= 0 && channels is 1 or 3 or 4 && length <= Array.MaxLength
            ? (int)length
            : throw new ShapeException($"A picture of {height}x{width}x{channels}; expected 1, 3 or 4 channels and at most {Array.MaxLength} bytes.");
    }

    private int Offset(int row, int column, int channel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Height, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Width, nameof(column));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)channel, (uint)Channels, nameof(channel));
        return (((row * Width) + column) * Channels) + channel;
    }
}
