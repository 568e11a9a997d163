using System.Runtime.InteropServices;

namespace Striate.Kernels;

/// <summary>
/// Memory as the kernels want it: pinned, from a multiple of 64 bytes on, and in large pages where the system has them.
/// </summary>
public static unsafe partial class AlignedMemory
{
    /// <summary>Floats of an array beside those that were asked for, so that an aligned one is among the first.</summary>
    public const int Padding = Alignment / sizeof(float);

    private const int Alignment = 64;
    private const nuint LargePage = 2 << 20;
    private const int AdviseHugePages = 14;

    /// <summary>A new array that the garbage collector does not move, with undefined contents.</summary>
    /// <param name="length">Floats.</param>
    /// <returns>The aligned part of an array of <paramref name="length"/> + <see cref="Padding"/> floats.</returns>
    public static ArraySegment<float> Allocate(int length)
    {
        var array = GC.AllocateUninitializedArray<float>(length + Padding, pinned: true);
        var address = (nuint)Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        PreferLargePages((void*)address, (nuint)array.Length * sizeof(float));
        return new ArraySegment<float>(array, (int)((RoundUp(address, Alignment) - address) / sizeof(float)), length);
    }

    /// <summary>Memory outside of the managed heap, to be freed by <see cref="NativeMemory.AlignedFree"/>.</summary>
    /// <param name="bytes">Its size.</param>
    internal static void* AllocateNative(nuint bytes)
    {
        var memory = NativeMemory.AlignedAlloc(bytes, bytes < LargePage ? Alignment : LargePage);
        PreferLargePages(memory, bytes);
        return memory;
    }

    // A page of 4 KB needs an entry of the processor's table of addresses for every thousand floats. Linux gives pages of 2 MB to those
    // who ask, where it does not give them to all. It is a wish: where it is not granted, everything works as before.
    private static void PreferLargePages(void* start, nuint bytes)
    {
        var first = RoundUp((nuint)start, LargePage);
        var end = ((nuint)start + bytes) & ~(LargePage - 1);
        if (end > first && OperatingSystem.IsLinux())
        {
            _ = Advise((void*)first, end - first, AdviseHugePages);
        }
    }

    private static nuint RoundUp(nuint value, nuint multiple) => (value + multiple - 1) & ~(multiple - 1);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint bytes, int advice);
}
