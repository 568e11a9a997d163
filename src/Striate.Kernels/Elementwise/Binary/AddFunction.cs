using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Sum, y = a + b.</summary>
public readonly record struct AddFunction : IDifferentiableBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfA<V>(V a, V b) => V.Create(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfB<V>(V a, V b) => V.Create(1);

    T IBinaryFunction.Reference<T>(T a, T b) => a + b;
}
