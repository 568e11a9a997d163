using System.Runtime.CompilerServices;

namespace Striate.Kernels.Vectors;

/// <summary>Loads and stores of a whole vector, or of what is left of a row.</summary>
internal static unsafe class VectorPart
{
    /// <summary>A whole vector, or the <paramref name="left"/> floats that are left and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* x, int left)
        where V : unmanaged, IVector<V> => V.IsAlwaysWhole || left >= V.Count ? V.Load(x) : V.LoadPart(x, left);

    /// <summary>Stores a whole vector, or its first <paramref name="left"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V value, float* y, int left)
        where V : unmanaged, IVector<V>
    {
        if (V.IsAlwaysWhole || left >= V.Count)
        {
            V.Store(value, y);
        }
        else
        {
            V.StorePart(value, y, left);
        }
    }

    /// <summary>As <see cref="Store{V}(V, float*, int)"/>, or past the caches, for which <paramref name="left"/> is a whole vector or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V value, float* y, int left, bool streams)
        where V : unmanaged, IVector<V>
    {
        if (streams)
        {
            V.StorePastCaches(value, y);
        }
        else
        {
            Store(value, y, left);
        }
    }

    /// <summary>Part of a vector where the machine has no instruction for it.</summary>
    public static V LoadByNumber<V>(float* x, int count)
        where V : unmanaged, IVector<V>
    {
        var value = V.Create(0);
        new ReadOnlySpan<float>(x, count).CopyTo(new Span<float>(&value, count));
        return value;
    }

    /// <summary>Part of a vector where the machine has no instruction for it.</summary>
    public static void StoreByNumber<V>(V value, float* y, int count)
        where V : unmanaged, IVector<V> => new ReadOnlySpan<float>(&value, count).CopyTo(new Span<float>(y, count));
}
