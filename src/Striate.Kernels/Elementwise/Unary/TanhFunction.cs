using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Hyperbolic tangent, y = tanh(x).</summary>
public readonly record struct TanhFunction : IUnaryFunction
{
    /// <inheritdoc/>
    public static bool SlopeIsOfOutput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => VectorMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V y) => V.Create(1) - (y * y);

    T IUnaryFunction.Reference<T>(T x) => T.Tanh(x);
}
