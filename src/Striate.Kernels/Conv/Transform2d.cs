using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Conv;

/// <summary>Where a transform reads: number i of its input in one of the lines that it is applied to.</summary>
internal interface ISource<V>
{
    V Read(int i, int line);
}

/// <summary>Where a transform writes: number i of its output in one of the lines that it is applied to.</summary>
internal interface ITarget<V>
{
    void Write(int i, int line, V value);
}

/// <summary>A small matrix that is applied to columns of vectors by the fewest operations.</summary>
internal interface ILinearMap
{
    static abstract int In { get; }

    static abstract int Out { get; }

    static abstract void Apply<V, TSource, TTarget>(in TSource x, in TTarget y, int line)
        where V : unmanaged, IVector<V>
        where TSource : struct, ISource<V>
        where TTarget : struct, ITarget<V>;
}

/// <summary>A map applied to the columns of a square and then to its rows: M·x·Mᵀ.</summary>
internal static unsafe class Transform2d
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<V, TMap, TSource, TTarget>(in TSource x, in TTarget y, V* temporary)
        where V : unmanaged, IVector<V>
        where TMap : struct, ILinearMap
        where TSource : struct, ISource<V>
        where TTarget : struct, ITarget<V>
    {
        var between = new Between<V>(temporary, TMap.In);
        for (var column = 0; column < TMap.In; column++)
        {
            TMap.Apply<V, TSource, Between<V>>(x, between, column);
        }

        for (var row = 0; row < TMap.Out; row++)
        {
            TMap.Apply<V, Between<V>, TTarget>(between, y, row);
        }
    }

    // Written by columns, read by rows.
    private readonly struct Between<V>(V* square, int width) : ISource<V>, ITarget<V>
        where V : unmanaged, IVector<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Read(int i, int line) => square[(line * width) + i];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Write(int i, int line, V value) => square[(i * width) + line] = value;
    }
}
