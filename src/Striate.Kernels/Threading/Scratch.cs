using System.Runtime.InteropServices;

namespace Striate.Kernels.Threading;

/// <summary>
/// Scratch memory of a kernel: 64-byte-aligned floats from a stack that each thread keeps, given back in reverse order
/// at the end of a <c>using</c>. The contents are undefined. Use it only on the thread that rented it, or hand its
/// pointer to chunks that end before it does.
/// </summary>
public readonly unsafe ref struct Scratch
{
    [ThreadStatic]
    private static Stack? _stack;

    private readonly Stack _owner;
    private readonly nuint _mark;

    private Scratch(Stack owner, nuint mark, float* pointer, int length)
    {
        _owner = owner;
        _mark = mark;
        Pointer = pointer;
        Length = length;
    }

    /// <summary>The first float, aligned to 64 bytes.</summary>
    public float* Pointer { get; }

    /// <summary>How many floats were asked for.</summary>
    public int Length { get; }

    /// <summary>The same memory as a span.</summary>
    public Span<float> Span => new(Pointer, Length);

    /// <summary>Rents memory from this thread's stack.</summary>
    /// <param name="length">Floats.</param>
    public static Scratch Rent(int length)
    {
        var stack = _stack ??= new Stack();
        var mark = stack.Used;
        return new Scratch(stack, mark, stack.Push((nuint)length * sizeof(float)), length);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _owner.Pop(_mark);

    // Blocks never move while rented: what does not fit into the first one gets a block of its own, and once all is
    // given back the first block grows to the largest sum seen, so that a steady state allocates nothing.
    private sealed class Stack
    {
        private readonly List<nint> _overflow = [];
        private byte* _block;
        private nuint _size;
        private nuint _largest;

        ~Stack()
        {
            NativeMemory.AlignedFree(_block);
            FreeOverflow();
        }

        public nuint Used { get; private set; }

        public float* Push(nuint bytes)
        {
            bytes = (bytes + 63) & ~(nuint)63;
            if (Used == 0 && _largest > _size)
            {
                NativeMemory.AlignedFree(_block);
                FreeOverflow();
                _size = _largest;
                _block = (byte*)NativeMemory.AlignedAlloc(_size, 64);
            }

            var start = Used;
            Used += bytes;
            _largest = nuint.Max(_largest, Used);
            if (Used <= _size)
            {
                return (float*)(_block + start);
            }

            var own = (byte*)NativeMemory.AlignedAlloc(nuint.Max(bytes, 64), 64);
            _overflow.Add((nint)own);
            return (float*)own;
        }

        public void Pop(nuint mark)
        {
            Used = mark;
            if (mark == 0 && _overflow.Count > 0)
            {
                FreeOverflow();
            }
        }

        private void FreeOverflow()
        {
            foreach (var block in _overflow)
            {
                NativeMemory.AlignedFree((void*)block);
            }

            _overflow.Clear();
        }
    }
}
