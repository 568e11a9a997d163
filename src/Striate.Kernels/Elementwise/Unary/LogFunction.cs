using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Natural logarithm, y = log x.</summary>
public readonly record struct LogFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Log(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => V.Create(1) / x;

    T IUnaryFunction.Reference<T>(T x) => T.Log(x);
}
