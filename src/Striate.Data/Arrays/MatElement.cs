using System.Buffers.Binary;

namespace Striate.Data;

/// <summary>The parts that a MATLAB file consists of: a type, a length, and bytes filled up to a multiple of eight.</summary>
internal static class MatElement
{
    /// <summary>Reads the head of an element.</summary>
    /// <param name="stream">Where it begins.</param>
    /// <param name="most">The most bytes that can be there.</param>
    /// <returns>Its type and length, and its bytes where they are four at most and stand in the head itself.</returns>
    public static (int Type, uint Length, byte[]? Small) ReadTag(Stream stream, long most)
    {
        var tag = stream.ReadExactly(8, most);
        var first = BinaryPrimitives.ReadUInt32LittleEndian(tag);
        var small = first >> 16;
        return small == 0
            ? ((int)first, BinaryPrimitives.ReadUInt32LittleEndian(tag.AsSpan(4)), null)
            : ((int)(first & 0xFFFF), small, small <= 4 ? tag[4..(4 + (int)small)] : throw new InvalidDataException());
    }

    /// <summary>Reads a whole element.</summary>
    /// <param name="stream">Where it begins, and no more than the array that it belongs to.</param>
    /// <param name="limit">What may come out of a compressed file.</param>
    public static (int Type, byte[] Bytes) Read(PartStream stream, UnpackLimit? limit)
    {
        var (type, length, small) = ReadTag(stream, stream.Length - stream.Position);
        if (small is not null)
        {
            return (type, small);
        }

        limit?.Take(length);
        var bytes = stream.ReadExactly(length, stream.Length - stream.Position);
        _ = stream.ReadExactly(Math.Min((8 - (length % 8)) % 8, stream.Length - stream.Position), 8);
        return (type, bytes);
    }

    /// <summary>The type of numbers that an element's own type stands for.</summary>
    public static NumericType NumbersOf(int type) => type switch
    {
        1 => NumericType.Int8,
        2 => NumericType.UInt8,
        3 => NumericType.Int16,
        4 => NumericType.UInt16,
        5 => NumericType.Int32,
        6 => NumericType.UInt32,
        7 => NumericType.Float32,
        9 => NumericType.Float64,
        12 => NumericType.Int64,
        13 => NumericType.UInt64,
        _ => throw new InvalidDataException(),
    };
}
