using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>What a mask lets through, y = b where a is not 0, else 0; or, inverted, what it keeps back.</summary>
/// <param name="Inverted">Lets through where the mask is 0.</param>
public readonly record struct MaskFunction(bool Inverted) : IDifferentiableBinaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IBinaryFunction.Value<V>(V a, V b)
    {
        var zero = V.Create(0);
        return Inverted ? V.SelectEqual(a, zero, b, zero) : V.SelectEqual(a, zero, zero, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfA<V>(V a, V b) => V.Create(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IDifferentiableBinaryFunction.SlopeOfB<V>(V a, V b)
    {
        var (zero, one) = (V.Create(0), V.Create(1));
        return Inverted ? V.SelectEqual(a, zero, one, zero) : V.SelectEqual(a, zero, zero, one);
    }

    T IBinaryFunction.Reference<T>(T a, T b) => (a == T.Zero) == Inverted ? b : T.Zero;
}
