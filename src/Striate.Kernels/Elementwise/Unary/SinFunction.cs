using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Sine, y = sin x, x in radians.</summary>
public readonly record struct SinFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Sin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => V.Cos(x);

    T IUnaryFunction.Reference<T>(T x) => T.Sin(x);
}
