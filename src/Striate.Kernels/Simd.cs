using System.Runtime.Intrinsics;

namespace Striate.Kernels;

/// <summary>The vector width that the kernels chose once at start.</summary>
public static class Simd
{
    /// <summary>Floats in the widest vector that the hardware runs: 16, 8, 4, or 1 where there are no vectors.</summary>
    public static int Width { get; } =
        Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 1;

    /// <summary>The vector width in words, such as "Vector256 (8 floats)".</summary>
    public static string Description => Width == 1 ? "none (plain loops)" : $"Vector{Width * 32} ({Width} floats)";
}
