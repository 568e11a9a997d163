using System.Buffers;
using System.Runtime.InteropServices;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>One tensor of an open <see cref="WeightsFile"/>. Its numbers stay on disk until they are asked for.</summary>
public sealed class StoredTensor
{
    private const int ChunkSize = 1 << 16;

    private readonly StoredLayout _layout;
    private readonly StoredBytes _bytes;
    private readonly long _position;

    /// <summary>Describes a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What its elements are.</param>
    /// <param name="layout">How they lie.</param>
    /// <param name="bytes">Where.</param>
    /// <param name="position">The place of the first of them; all lie within the bytes, as far as their length is known.</param>
    /// <exception cref="FileFormatException">It does not lie in row-major order, and is too large to be brought into it.</exception>
    internal StoredTensor(string name, ElementType type, StoredLayout layout, StoredBytes bytes, long position)
    {
        (Name, Type, _layout, _bytes, _position) = (name, type, layout, bytes, position);
        var spread = Math.Max(layout.Extent, Shape.Size) * type.Size();
        if (!layout.IsRowMajor && spread > Array.MaxLength)
        {
            throw bytes.Error(
                $"tensor {FileFormatException.Quote(name)} {Shape} is spread over {spread} bytes, and at most {Array.MaxLength} are read", "Store a copy of it that is dense.");
        }
    }

    /// <summary>Its name, for example "layer1.0.conv1.weight".</summary>
    public string Name { get; }

    /// <summary>The type of its elements in the file.</summary>
    public ElementType Type { get; }

    /// <summary>The sizes, outermost first.</summary>
    public Shape Shape => _layout.Shape;

    /// <summary>How many bytes its elements take.</summary>
    public long ByteLength => (long)Shape.Size * Type.Size();

    /// <summary>Whether the highest byte of an element comes first.</summary>
    internal bool IsBigEndian { get; init; }

    /// <summary>Reads the numbers as float32 in row-major order; other types are converted to the nearest float32.</summary>
    /// <param name="values">As many as the shape has.</param>
    /// <exception cref="ShapeException">Another number of values.</exception>
    /// <exception cref="FileFormatException">The file is shorter than it says, or its checksum is another one.</exception>
    public void ReadFloats(Span<float> values)
    {
        CheckLength(values.Length, Shape.Size);
        if (Type == ElementType.F32 && BitConverter.IsLittleEndian)
        {
            ReadBytes(MemoryMarshal.AsBytes(values));
            return;
        }

        // In order of memory a piece at a time; in another order as a whole.
        var perChunk = _layout.IsRowMajor ? ChunkSize / Type.Size() : values.Length;
        var rented = ArrayPool<byte>.Shared.Rent(Math.Min(perChunk, values.Length) * Type.Size());
        try
        {
            for (var start = 0; start < values.Length; start += perChunk)
            {
                var part = values[start..Math.Min(start + perChunk, values.Length)];
                var bytes = rented.AsSpan(0, part.Length * Type.Size());
                ReadElements(start, bytes);
                Type.ToFloats(bytes, part);
            }

            _bytes.Check();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Reads the elements as they are, in row-major order and little-endian.</summary>
    /// <param name="bytes"><see cref="ByteLength"/> bytes.</param>
    /// <exception cref="ShapeException">Another number of bytes.</exception>
    /// <exception cref="FileFormatException">The file is shorter than it says, or its checksum is another one.</exception>
    public void ReadBytes(Span<byte> bytes)
    {
        CheckLength(bytes.Length, ByteLength);
        ReadElements(0, bytes);
        _bytes.Check();
    }

    /// <summary>"conv1.weight F32 [64, 3, 7, 7]".</summary>
    public override string ToString() => $"{Name} {Type} {Shape}";

    // Some of the elements in order of memory, or all of them.
    private void ReadElements(int first, Span<byte> bytes)
    {
        if (_layout.IsRowMajor)
        {
            _bytes.Read(_position + ((long)first * Type.Size()), bytes);
        }
        else
        {
            Gather(bytes);
        }

        if (IsBigEndian)
        {
            for (var at = 0; at < bytes.Length; at += Type.Size())
            {
                bytes.Slice(at, Type.Size()).Reverse();
            }
        }
    }

    private void Gather(Span<byte> bytes)
    {
        var length = (int)_layout.Extent * Type.Size();
        var stored = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            _bytes.Read(_position, stored.AsSpan(0, length));
            _layout.Gather(stored, Type.Size(), bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
        }
    }

    private void CheckLength(int got, long expected)
    {
        if (got != expected)
        {
            throw new ShapeException($"room for {got} was given, expected {expected} for {Type} {Shape}.", Name);
        }
    }
}
