using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Cosine, y = cos x, x in radians.</summary>
public readonly record struct CosFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Cos(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => V.Create(0) - V.Sin(x);

    T IUnaryFunction.Reference<T>(T x) => T.Cos(x);
}
