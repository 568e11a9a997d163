namespace Striate.Kernels.Shaping;

/// <summary>What padding is filled with; a, b, c are the numbers of an axis.</summary>
public enum PadMode : byte
{
    /// <summary>One value: 0 0 | a b c | 0 0.</summary>
    Constant,

    /// <summary>A mirror image about the last number, which is not repeated: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>The last number again and again: a a | a b c | c c.</summary>
    Replicate,

    /// <summary>The numbers of the other end, as if the axis were a ring: b c | a b c | a b.</summary>
    Circular,
}
