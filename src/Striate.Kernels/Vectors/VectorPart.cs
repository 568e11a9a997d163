using System.Runtime.CompilerServices;

namespace Striate.Kernels.Vectors;

/// <summary>Loads and stores of a whole vector, or of what is left of a row.</summary>
internal static unsafe class VectorPart
{
    /// <summary>A whole vector, or the <paramref name="left"/> floats that are left and zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(float* x, int left)
        where V : unmanaged, IVector<V> => left >= V.Count ? V.Load(x) : LoadRest<V>(x, left);

    /// <summary>Stores a whole vector, or its first <paramref name="left"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V value, float* y, int left)
        where V : unmanaged, IVector<V>
    {
        if (left >= V.Count)
        {
            V.Store(value, y);
        }
        else
        {
            new ReadOnlySpan<float>(&value, left).CopyTo(new Span<float>(y, left));
        }
    }

    private static V LoadRest<V>(float* x, int left)
        where V : unmanaged, IVector<V>
    {
        var value = V.Create(0);
        new ReadOnlySpan<float>(x, left).CopyTo(new Span<float>(&value, left));
        return value;
    }
}
