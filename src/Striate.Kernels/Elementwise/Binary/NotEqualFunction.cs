using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Comparison, y = 1 where a ≠ b, else 0.</summary>
public readonly record struct NotEqualFunction : IBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => V.SelectEqual(a, b, V.Create(0), V.Create(1));

    T IBinaryFunction.Reference<T>(T a, T b) => a != b ? T.One : T.Zero;
}
