using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Power, y = xᵖ, with one exponent for all; a negative number takes a whole exponent, else the power is NaN.</summary>
/// <param name="Exponent">p.</param>
public readonly record struct PowerOfFunction(double Exponent) : IUnaryFunction
{
    // Whole exponents up to this are products, which are exact where they can be.
    private const int LargestProduct = 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => Power(x, Exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => Exponent == 0 ? V.Create(0) : V.Create((float)Exponent) * Power(x, Exponent - 1);

    T IUnaryFunction.Reference<T>(T x) => T.Pow(x, T.CreateChecked(Exponent));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Power<V>(V x, double exponent)
        where V : unmanaged, IVector<V>
    {
        var size = Math.Abs(exponent);
        if (size > LargestProduct || size != Math.Truncate(size))
        {
            return PowerFunction.Power(x, V.Create((float)exponent));
        }

        // The product of the squares of squares that the binary digits name.
        var product = V.Create(1);
        for (var (digits, square) = ((int)size, x); digits > 0; digits >>= 1, square *= square)
        {
            product = (digits & 1) == 1 ? product * square : product;
        }

        return exponent < 0 ? V.Create(1) / product : product;
    }
}
