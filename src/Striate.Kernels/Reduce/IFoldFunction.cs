using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Reduce;

/// <summary>A <see cref="Folding"/>, written once for all widths of vectors.</summary>
internal interface IFoldFunction
{
    /// <summary>What nothing folds to.</summary>
    float Start { get; }

    /// <summary>What is folded of a number.</summary>
    V Take<V>(V x)
        where V : unmanaged, IVector<V>;

    /// <summary>Two results made one.</summary>
    V Join<V>(V a, V b)
        where V : unmanaged, IVector<V>;

    /// <summary>Two results made one.</summary>
    float Join(float a, float b);
}

internal readonly struct SumFold : IFoldFunction
{
    public float Start => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Take<V>(V x)
        where V : unmanaged, IVector<V> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Join<V>(V a, V b)
        where V : unmanaged, IVector<V> => a + b;

    public float Join(float a, float b) => a + b;
}

internal readonly struct SumOfSquaresFold : IFoldFunction
{
    public float Start => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Take<V>(V x)
        where V : unmanaged, IVector<V> => x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Join<V>(V a, V b)
        where V : unmanaged, IVector<V> => a + b;

    public float Join(float a, float b) => a + b;
}

internal readonly struct MaxFold : IFoldFunction
{
    public float Start => float.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Take<V>(V x)
        where V : unmanaged, IVector<V> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Join<V>(V a, V b)
        where V : unmanaged, IVector<V> => V.SelectGreaterOrNaN(a, b, a, b);

    public float Join(float a, float b) => MathF.Max(a, b);
}

internal readonly struct MinFold : IFoldFunction
{
    public float Start => float.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Take<V>(V x)
        where V : unmanaged, IVector<V> => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Join<V>(V a, V b)
        where V : unmanaged, IVector<V> => V.SelectGreaterOrNaN(V.Create(0) - a, V.Create(0) - b, a, b);

    public float Join(float a, float b) => MathF.Min(a, b);
}
