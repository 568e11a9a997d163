using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Mish, y = x · tanh(log(1 + exp(x))).</summary>
public readonly record struct MishFunction : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => x * Gate(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x)
    {
        var gate = Gate(x, out var rest);
        return gate + (x * rest * (V.Create(1) + gate) * VectorMath.Sigmoid(x));
    }

    T IUnaryFunction.Reference<T>(T x) => x * T.Tanh(SoftplusFunction.LogOnePlus(T.Exp(x)));

    // tanh(log(1 + e)) = (e² + 2e)/(e² + 2e + 2) with e = exp(x), divided through by e² above 0, so that nothing overflows; and what is
    // left of it to 1, by itself, so that nothing cancels.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Gate<V>(V x, out V rest)
        where V : unmanaged, IVector<V>
    {
        var (zero, two) = (V.Create(0), V.Create(2));
        var small = VectorMath.Exp(zero - V.Abs(x));
        var square = small * small;
        var numerator = V.SelectGreater(x, zero, V.Create(1) + (small * two), square + (small * two));
        var left = V.SelectGreater(x, zero, square * two, two);
        var sum = numerator + left;
        rest = left / sum;
        return numerator / sum;
    }
}
