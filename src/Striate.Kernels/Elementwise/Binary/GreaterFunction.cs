using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Comparison, y = 1 where a &gt; b, else 0.</summary>
public readonly record struct GreaterFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => V.SelectGreater(a, b, V.Create(1), V.Create(0));

    T IBinaryFunction.Reference<T>(T a, T b) => a > b ? T.One : T.Zero;
}
