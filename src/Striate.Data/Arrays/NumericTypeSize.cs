namespace Striate.Data;

/// <summary>How large numbers are.</summary>
internal static class NumericTypeSize
{
    /// <summary>Bytes of a number.</summary>
    public static int Size(this NumericType type) => type switch
    {
        NumericType.UInt8 or NumericType.Int8 => 1,
        NumericType.UInt16 or NumericType.Int16 or NumericType.Float16 => 2,
        NumericType.UInt32 or NumericType.Int32 or NumericType.Float32 => 4,
        _ => 8,
    };
}
