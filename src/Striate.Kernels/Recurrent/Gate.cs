using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Recurrent;

/// <summary>What gates have in common.</summary>
internal static unsafe class Gate
{
    /// <summary>Stores a gate's gradient in both of its places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V gradient, float* first, float* second, int left)
        where V : unmanaged, IVector<V>
    {
        VectorPart.Store(gradient, first, left);
        VectorPart.Store(gradient, second, left);
    }
}
