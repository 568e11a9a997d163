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
    /// <summary>Transforms one vector of channels of a patch's pixels.</summary>
    /// <param name="pixels">The pixels, row by row.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="left">Channels that are left from there.</param>
    /// <param name="y">Where to.</param>
    /// <param name="temporary">Room for TMap.Out · TMap.In vectors.</param>
    public static void RunPixels<V, TMap>(float** pixels, int channel, int left, in Planes<V> y, V* temporary)
        where V : unmanaged, IVector<V>
        where TMap : struct, ILinearMap
    {
        if (left >= V.Count)
        {
            Run<V, TMap, Pixels<V>, Planes<V>>(new Pixels<V>(pixels, TMap.In, channel), y, temporary);
        }
        else
        {
            Run<V, TMap, PartPixels<V>, Planes<V>>(new PartPixels<V>(pixels, TMap.In, channel, left), y, temporary);
        }
    }

    // Never inlined: inside of a longer method the compiler gives up on inlining the operations, and each becomes a call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

/// <summary>The pixels of a patch: one vector of channels of each.</summary>
internal readonly unsafe struct Pixels<V>(float** pixels, int width, int channel) : ISource<V>
    where V : unmanaged, IVector<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Read(int i, int line) => V.Load(pixels[(i * width) + line] + channel);
}

/// <summary>As <see cref="Pixels{V}"/>, where the last vector is not full.</summary>
internal readonly unsafe struct PartPixels<V>(float** pixels, int width, int channel, int left) : ISource<V>
    where V : unmanaged, IVector<V>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Read(int i, int line) => V.LoadPart(pixels[(i * width) + line] + channel, left);
}
