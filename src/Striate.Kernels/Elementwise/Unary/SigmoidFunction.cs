using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Logistic function, y = 1/(1 + exp(−x)).</summary>
public readonly record struct SigmoidFunction : IUnaryFunction
{
    /// <inheritdoc/>
    public static bool SlopeIsOfOutput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => VectorMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V y) => y * (V.Create(1) - y);

    T IUnaryFunction.Reference<T>(T x) => T.One / (T.One + T.Exp(-x));
}
