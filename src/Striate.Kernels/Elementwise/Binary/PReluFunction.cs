using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Rectified linear unit with a learned slope, y = x above 0, else slope · x.</summary>
public readonly record struct PReluFunction : IDifferentiableBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => V.SelectGreater(a, V.Create(0), a, a * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfA<V>(V a, V b) => V.SelectGreater(a, V.Create(0), V.Create(1), b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfB<V>(V a, V b) => V.SelectGreater(a, V.Create(0), V.Create(0), a);

    T IBinaryFunction.Reference<T>(T a, T b) => a > T.Zero ? a : a * b;
}
