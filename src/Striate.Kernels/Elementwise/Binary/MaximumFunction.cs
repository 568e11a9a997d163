using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>The larger of two, y = max(a, b); a NaN in either stays.</summary>
public readonly record struct MaximumFunction : IDifferentiableBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => V.SelectGreaterOrNaN(a, b, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfA<V>(V a, V b) => V.SelectGreater(a, b, V.Create(1), V.SelectEqual(a, b, V.Create(0.5f), V.Create(0)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfB<V>(V a, V b) => V.SelectGreater(b, a, V.Create(1), V.SelectEqual(a, b, V.Create(0.5f), V.Create(0)));

    T IBinaryFunction.Reference<T>(T a, T b) => T.Max(a, b);
}
