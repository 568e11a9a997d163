using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>One tensor of an open <see cref="SafetensorsFile"/>. Its numbers stay on disk until they are asked for.</summary>
public sealed class SafetensorsEntry
{
    private const int ChunkSize = 1 << 16;

    private readonly SafetensorsFile _file;
    private readonly long _position;

    internal SafetensorsEntry(SafetensorsFile file, string name, SafetensorsType type, Shape shape, long position) =>
        (_file, Name, Type, Shape, _position) = (file, name, type, shape, position);

    /// <summary>Its name, for example "layer1.0.conv1.weight".</summary>
    public string Name { get; }

    /// <summary>The type of its elements in the file.</summary>
    public SafetensorsType Type { get; }

    /// <summary>The sizes, outermost first.</summary>
    public Shape Shape { get; }

    /// <summary>How many bytes it takes in the file.</summary>
    public long ByteLength => (long)Shape.Size * Type.Size();

    /// <summary>Reads the numbers as float32 in row-major order; F64, F16 and BF16 are converted.</summary>
    /// <param name="values">As many as the shape has.</param>
    /// <exception cref="ShapeException">Another number of values.</exception>
    /// <exception cref="FileFormatException">The elements are integers, or the file has become shorter since it was opened.</exception>
    public void ReadFloats(Span<float> values)
    {
        CheckLength(values.Length, Shape.Size);
        if (!Type.IsFloat())
        {
            throw _file.Error($"tensor {FileFormatException.Quote(Name)} holds {Type}, not floats", "Read it as bytes, or store it as F32.");
        }

        if (Type == SafetensorsType.F32 && BitConverter.IsLittleEndian)
        {
            _file.ReadExactly(_position, MemoryMarshal.AsBytes(values));
            return;
        }

        var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            var perChunk = ChunkSize / Type.Size();
            for (var start = 0; start < values.Length; start += perChunk)
            {
                var part = values[start..Math.Min(start + perChunk, values.Length)];
                var bytes = chunk.AsSpan(0, part.Length * Type.Size());
                _file.ReadExactly(_position + ((long)start * Type.Size()), bytes);
                Convert(bytes, part);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>Reads the elements as they stand in the file: row-major, little-endian.</summary>
    /// <param name="bytes"><see cref="ByteLength"/> bytes.</param>
    /// <exception cref="ShapeException">Another number of bytes.</exception>
    /// <exception cref="FileFormatException">The file has become shorter since it was opened.</exception>
    public void ReadBytes(Span<byte> bytes)
    {
        CheckLength(bytes.Length, ByteLength);
        _file.ReadExactly(_position, bytes);
    }

    /// <summary>"conv1.weight F32 [64, 3, 7, 7]".</summary>
    public override string ToString() => $"{Name} {Type} {Shape}";

    private void Convert(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Type switch
            {
                SafetensorsType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]),
                SafetensorsType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]),
                SafetensorsType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) << 16),
                _ => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
            };
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
