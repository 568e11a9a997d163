using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Exponential function, y = eˣ.</summary>
public readonly record struct ExpFunction : IUnaryFunction
{
    /// <inheritdoc/>
    public static bool SlopeIsOfOutput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => VectorMath.Exp(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V y) => y;

    T IUnaryFunction.Reference<T>(T x) => T.Exp(x);
}
