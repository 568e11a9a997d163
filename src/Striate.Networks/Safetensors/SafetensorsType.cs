namespace Striate.Networks;

/// <summary>The element types of a safetensors file, named as there.</summary>
public enum SafetensorsType
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
internal static class SafetensorsTypes
{
    /// <summary>The type of a name, or null. By hand: Enum.TryParse also takes numbers and lists.</summary>
    public static SafetensorsType? Parse(string name) => name switch
    {
        "F64" => SafetensorsType.F64,
        "F32" => SafetensorsType.F32,
        "F16" => SafetensorsType.F16,
        "BF16" => SafetensorsType.BF16,
        "I64" => SafetensorsType.I64,
        "I32" => SafetensorsType.I32,
        "I16" => SafetensorsType.I16,
        "I8" => SafetensorsType.I8,
        "U64" => SafetensorsType.U64,
        "U32" => SafetensorsType.U32,
        "U16" => SafetensorsType.U16,
        "U8" => SafetensorsType.U8,
        "BOOL" => SafetensorsType.BOOL,
        _ => null,
    };

    /// <summary>Bytes of an element.</summary>
    public static int Size(this SafetensorsType type) => type switch
    {
        SafetensorsType.F64 or SafetensorsType.I64 or SafetensorsType.U64 => 8,
        SafetensorsType.F32 or SafetensorsType.I32 or SafetensorsType.U32 => 4,
        SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.I16 or SafetensorsType.U16 => 2,
        _ => 1,
    };

    /// <summary>Whether it can be read as float32.</summary>
    public static bool IsFloat(this SafetensorsType type) => type <= SafetensorsType.BF16;
}
