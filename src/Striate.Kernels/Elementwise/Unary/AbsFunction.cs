using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Size without sign, y = |x|.</summary>
public readonly record struct AbsFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x)
    {
        var zero = V.Create(0);
        return V.SelectGreater(x, zero, V.Create(1), V.SelectGreater(zero, x, V.Create(-1), zero));
    }

    T IUnaryFunction.Reference<T>(T x) => T.Abs(x);
}
