using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Power, y = aᵇ; a negative base takes a whole exponent, else the power is NaN.</summary>
public readonly record struct PowerFunction : IDifferentiableBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b) => Power(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfA<V>(V a, V b) => V.SelectEqual(b, V.Create(0), V.Create(0), b * Power(a, b - V.Create(1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfB<V>(V a, V b)
    {
        // 0ᵇ is 0 for every exponent above 0: it has no slope there, although the logarithm is infinite.
        var zero = V.Create(0);
        return V.SelectEqual(a, zero, zero, Power(a, b) * V.Log(a));
    }

    T IBinaryFunction.Reference<T>(T a, T b) => T.Pow(a, b);

    /// <summary>|a|ᵇ = exp(b · log |a|), negative for a negative base and an odd exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Power<V>(V a, V b)
        where V : unmanaged, IVector<V>
    {
        var (zero, one) = (V.Create(0), V.Create(1));
        var size = V.SelectEqual(b, zero, one, VectorMath.Exp(b * V.Log(V.Abs(a))));
        var half = b * V.Create(0.5f);
        var odd = V.SelectEqual(V.Floor(half), half, size, zero - size);
        var ofNegative = V.SelectEqual(V.Floor(b), b, odd, V.Create(float.NaN));
        return V.SelectGreater(zero, a, ofNegative, size);
    }
}
