using System.Buffers.Binary;

namespace Striate.Networks;

/// <summary>The types of stored numbers, named as in safetensors files.</summary>
public enum ElementType
{
    /// <summary>Float of 64 bits.</summary>
    F64,

    /// <summary>Float of 32 bits, the one type that is written.</summary>
    F32,

    /// <summary>IEEE half: 5 bits of exponent, 10 of fraction.</summary>
    F16,

    /// <summary>Brain float: the upper half of a float of 32 bits.</summary>
    BF16,

    /// <summary>Signed integer of 64 bits.</summary>
    I64,

    /// <summary>Signed integer of 32 bits.</summary>
    I32,

    /// <summary>Signed integer of 16 bits.</summary>
    I16,

    /// <summary>Signed integer of 8 bits.</summary>
    I8,

    /// <summary>Unsigned integer of 64 bits.</summary>
    U64,

    /// <summary>Unsigned integer of 32 bits.</summary>
    U32,

    /// <summary>Unsigned integer of 16 bits.</summary>
    U16,

    /// <summary>Unsigned integer of 8 bits.</summary>
    U8,

    /// <summary>Truth value in a byte.</summary>
    BOOL,
}

/// <summary>What there is to know of an element type.</summary>
internal static class ElementTypes
{
    /// <summary>The type of a name in a safetensors file, or null. By hand: Enum.TryParse also takes numbers and lists.</summary>
    public static ElementType? Parse(string name) => name switch
    {
        "F64" => ElementType.F64,
        "F32" => ElementType.F32,
        "F16" => ElementType.F16,
        "BF16" => ElementType.BF16,
        "I64" => ElementType.I64,
        "I32" => ElementType.I32,
        "I16" => ElementType.I16,
        "I8" => ElementType.I8,
        "U64" => ElementType.U64,
        "U32" => ElementType.U32,
        "U16" => ElementType.U16,
        "U8" => ElementType.U8,
        "BOOL" => ElementType.BOOL,
        _ => null,
    };

    /// <summary>Bytes of an element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.F64 or ElementType.I64 or ElementType.U64 => 8,
        ElementType.F32 or ElementType.I32 or ElementType.U32 => 4,
        ElementType.F16 or ElementType.BF16 or ElementType.I16 or ElementType.U16 => 2,
        _ => 1,
    };

    /// <summary>Little-endian elements as float32: the nearest there is, 0 and 1 for truth values.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="bytes">The elements.</param>
    /// <param name="values">As many numbers.</param>
    public static void ToFloats(this ElementType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var size = type.Size();
        for (var i = 0; i < values.Length; i++)
        {
            var x = bytes.Slice(i * size, size);
            values[i] = type switch
            {
                ElementType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(x),
                ElementType.F32 => BinaryPrimitives.ReadSingleLittleEndian(x),
                ElementType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(x),
                ElementType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(x) << 16),
                ElementType.I64 => BinaryPrimitives.ReadInt64LittleEndian(x),
                ElementType.I32 => BinaryPrimitives.ReadInt32LittleEndian(x),
                ElementType.I16 => BinaryPrimitives.ReadInt16LittleEndian(x),
                ElementType.I8 => (sbyte)x[0],
                ElementType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(x),
                ElementType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(x),
                ElementType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(x),
                ElementType.U8 => x[0],
                _ => x[0] == 0 ? 0 : 1,
            };
        }
    }
}
