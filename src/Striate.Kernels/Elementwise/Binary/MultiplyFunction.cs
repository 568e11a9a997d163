using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Product, y = a · b.</summary>
public readonly record struct MultiplyFunction : IDifferentiableBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfA<V>(V a, V b) => b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfB<V>(V a, V b) => a;

    T IBinaryFunction.Reference<T>(T a, T b) => a * b;
}
