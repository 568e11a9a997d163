using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Quotient, y = a/b.</summary>
public readonly record struct DivideFunction : IDifferentiableBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfA<V>(V a, V b) => V.Create(1) / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfB<V>(V a, V b) => (V.Create(0) - a) / (b * b);

    T IBinaryFunction.Reference<T>(T a, T b) => a / b;
}
