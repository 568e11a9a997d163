using System.Numerics;
using System.Runtime.InteropServices;

namespace Striate.Tensors;

/// <summary>
/// Where the memory of tensors comes from. Large buffers are pinned arrays, aligned to 64 bytes; a scope gives them back,
/// and the next step rents the same ones. A buffer that escapes is an ordinary array, which the garbage collector takes.
/// </summary>
internal static class MemoryPool
{
    private const int Alignment = 64 / sizeof(float);
    private const int SmallestPooled = 32;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, Stack<float[]>> Free = [];

    /// <summary>Memory for a number of floats, with undefined contents.</summary>
    public static ArraySegment<float> Rent(int length)
    {
        if (length < SmallestPooled)
        {
            return new float[length];
        }

        var size = SizeClass(length);
        float[]? array = null;
        lock (Gate)
        {
            if (Free.TryGetValue(size, out var stack) && stack.Count > 0)
            {
                array = stack.Pop();
            }
        }

        array ??= GC.AllocateUninitializedArray<float>(size, pinned: true);
        var misplaced = (int)(Address(array) / sizeof(float) % Alignment);
        return new ArraySegment<float>(array, misplaced == 0 ? 0 : Alignment - misplaced, length);
    }

    /// <summary>Takes memory back that nobody uses any longer.</summary>
    public static void Return(ArraySegment<float> memory)
    {
        if (memory.Count < SmallestPooled)
        {
            return;
        }

        lock (Gate)
        {
            ref var stack = ref CollectionsMarshal.GetValueRefOrAddDefault(Free, memory.Array!.Length, out _);
            (stack ??= new Stack<float[]>()).Push(memory.Array);
        }
    }

    // Four classes to a power of two, so that at most a fifth of a buffer lies idle and batches of about one size share.
    private static int SizeClass(int length)
    {
        var needed = (long)length + Alignment;
        var step = 1L << Math.Max(BitOperations.Log2((ulong)needed) - 2, 0);
        return (int)Math.Min((needed + step - 1) / step * step, Array.MaxLength);
    }

    private static nint Address(float[] array) => Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
}
