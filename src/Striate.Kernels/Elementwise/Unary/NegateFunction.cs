using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>The opposite number, y = −x.</summary>
public readonly record struct NegateFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Create(0) - x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => V.Create(-1);

    T IUnaryFunction.Reference<T>(T x) => -x;
}
