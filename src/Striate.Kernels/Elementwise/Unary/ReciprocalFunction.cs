using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Reciprocal, y = 1/x.</summary>
public readonly record struct ReciprocalFunction : IUnaryFunction
{
    /// <inheritdoc/>
    public static bool SlopeIsOfOutput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Create(1) / x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V y) => V.Create(0) - (y * y);

    T IUnaryFunction.Reference<T>(T x) => T.One / x;
}
