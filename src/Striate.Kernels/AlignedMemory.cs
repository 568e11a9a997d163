using System.Runtime.InteropServices;

namespace Striate.Kernels;

/// <summary>Memory as the kernels' vectors want it: it does not move, and begins at a multiple of 64 bytes.</summary>
public static class AlignedMemory
{
    /// <summary>Floats of an array beside those that were asked for, so that an aligned one is among the first.</summary>
    public const int Padding = Alignment / sizeof(float);

    private const int Alignment = 64;

    /// <summary>A new array that the garbage collector does not move, with undefined contents.</summary>
    /// <param name="length">Floats.</param>
    /// <returns>The aligned part of an array of <paramref name="length"/> + <see cref="Padding"/> floats.</returns>
    public static ArraySegment<float> Allocate(int length)
    {
        var array = GC.AllocateUninitializedArray<float>(length + Padding, pinned: true);
        var misplaced = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % Alignment / sizeof(float));
        return new ArraySegment<float>(array, misplaced == 0 ? 0 : Padding - misplaced, length);
    }
}
