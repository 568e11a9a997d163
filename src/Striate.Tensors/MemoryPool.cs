using System.Numerics;
using System.Runtime.InteropServices;
using Striate.Kernels;

namespace Striate.Tensors;

/// <summary>
/// Where the memory of tensors comes from. Large buffers are pinned arrays, aligned to 64 bytes; a scope gives them back,
/// and the next step rents the same ones. A buffer that escapes is an ordinary array, which the garbage collector takes.
/// </summary>
internal static class MemoryPool
{
    private const int SmallestPooled = 32;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<int, Stack<ArraySegment<float>>> Free = [];

    /// <summary>Memory for a number of floats, with undefined contents.</summary>
    public static ArraySegment<float> Rent(int length)
    {
        if (length < SmallestPooled)
        {
            return new float[length];
        }

        var size = SizeClass(length);
        lock (Gate)
        {
            if (Free.TryGetValue(size, out var stack) && stack.Count > 0)
            {
                return WithLength(stack.Pop(), length);
            }
        }

        return WithLength(AlignedMemory.Allocate(size), length);
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
            ref var stack = ref CollectionsMarshal.GetValueRefOrAddDefault(Free, memory.Array!.Length - AlignedMemory.Padding, out _);
            (stack ??= new Stack<ArraySegment<float>>()).Push(memory);
        }
    }

    // Four classes to a power of two, so that at most a fifth of a buffer lies idle and batches of about one size share.
    private static int SizeClass(int length)
    {
        var step = 1L << Math.Max(BitOperations.Log2((uint)length) - 2, 0);
        return (int)Math.Min((length + step - 1) / step * step, Array.MaxLength - AlignedMemory.Padding);
    }

    private static ArraySegment<float> WithLength(ArraySegment<float> memory, int length) => new(memory.Array!, memory.Offset, length);
}
