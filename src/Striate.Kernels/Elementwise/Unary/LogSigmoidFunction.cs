using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Logarithm of the logistic function, y = −log(1 + exp(−x)).</summary>
public readonly record struct LogSigmoidFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Min(V.Create(0), x) - VectorMath.LogOnePlus(VectorMath.Exp(V.Create(0) - V.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => VectorMath.Sigmoid(V.Create(0) - x);

    T IUnaryFunction.Reference<T>(T x) => -SoftplusFunction.LogOnePlus(T.Exp(-x));
}
