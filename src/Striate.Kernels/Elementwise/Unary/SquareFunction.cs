using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Square, y = x².</summary>
public readonly record struct SquareFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => x * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => x + x;

    T IUnaryFunction.Reference<T>(T x) => x * x;
}
