using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Sigmoid linear unit, y = x/(1 + exp(−x)), also called swish.</summary>
public readonly record struct SiluFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => x * VectorMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x)
    {
        var open = VectorMath.Sigmoid(x);
        return open + (x * open * VectorMath.Sigmoid(V.Create(0) - x));
    }

    T IUnaryFunction.Reference<T>(T x) => x / (T.One + T.Exp(-x));
}
