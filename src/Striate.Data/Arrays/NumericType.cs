namespace Striate.Data;

/// <summary>The type of a number in a <see cref="NumericArray"/>.</summary>
public enum NumericType
{
    /// <summary>A byte; also a truth value, 0 or 1.</summary>
    UInt8,

    /// <summary>8 bits with a sign.</summary>
    Int8,

    /// <summary>16 bits.</summary>
    UInt16,

    /// <summary>16 bits with a sign.</summary>
    Int16,

    /// <summary>32 bits.</summary>
    UInt32,

    /// <summary>32 bits with a sign.</summary>
    Int32,

    /// <summary>64 bits.</summary>
    UInt64,

    /// <summary>64 bits with a sign.</summary>
    Int64,

    /// <summary>Floating point of 16 bits.</summary>
    Float16,

    /// <summary>Floating point of 32 bits.</summary>
    Float32,

    /// <summary>Floating point of 64 bits.</summary>
    Float64,
}
