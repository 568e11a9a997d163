using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Square root, y = √x.</summary>
public readonly record struct SqrtFunction : IUnaryFunction
{
    /// <inheritdoc/>
    public static bool SlopeIsOfOutput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.SquareRoot(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V y) => V.Create(0.5f) / y;

    T IUnaryFunction.Reference<T>(T x) => T.Sqrt(x);
}
