using System.Runtime.CompilerServices;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Elementwise;

/// <summary>Gaussian error linear unit, y = x · Φ(x) with the normal distribution Φ, exact or by its usual approximation.</summary>
/// <param name="Form">How Φ is computed.</param>
public readonly record struct GeluFunction(GeluForm Form) : IUnaryFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => x * Gate(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x)
    {
        var gate = Gate(x, out var slope);
        return gate + (x * slope);
    }

    T IUnaryFunction.Reference<T>(T x) => x * T.CreateChecked(Gate(double.CreateChecked(x)));

    // The share Φ of x that passes, and its slope.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Gate<V>(V x, out V slope)
        where V : unmanaged, IVector<V> => Form == GeluForm.Tanh ? TanhGate(x, out slope) : NormalGate(x, out slope);

    // The tail of the normal distribution is exp(−t²)·k·P(k)/2 with t = |x|/√2, k = 1/(1 + 3t/8). The polynomial of degree 8 is fitted to
    // exp(t²)·erfc(t) over t from 0 to 10, to 2e-8 of its value, so that also the far tail is right relative to itself. exp(−t²) serves
    // the slope as well.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V NormalGate<V>(V x, out V slope)
        where V : unmanaged, IVector<V>
    {
        var (zero, one) = (V.Create(0), V.Create(1));
        var bell = VectorMath.Exp(x * x * V.Create(-0.5f));
        var k = one / V.MultiplyAdd(V.Abs(x), V.Create(0.375f * 0.70710678f), one);
        var p = V.Create(0.030769290f);
        p = V.MultiplyAdd(p, k, V.Create(-0.1436650525f));
        p = V.MultiplyAdd(p, k, V.Create(0.2161993315f));
        p = V.MultiplyAdd(p, k, V.Create(-0.1147066990f));
        p = V.MultiplyAdd(p, k, V.Create(0.1368623575f));
        p = V.MultiplyAdd(p, k, V.Create(0.0607524665f));
        p = V.MultiplyAdd(p, k, V.Create(0.1026567475f));
        p = V.MultiplyAdd(p, k, V.Create(0.1053248235f));
        p = V.MultiplyAdd(p, k, V.Create(0.1058067385f));
        var tail = p * k * bell;
        slope = bell * V.Create(0.39894228f);
        return V.SelectGreater(x, zero, one - tail, tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhGate<V>(V x, out V slope)
        where V : unmanaged, IVector<V>
    {
        var (a, b) = (V.Create(0.79788456f), V.Create(0.79788456f * 0.044715f));
        var x2 = x * x;
        var half = V.Create(0.5f);
        var tanh = VectorMath.Tanh(x * (a + (b * x2)));
        slope = half * (V.Create(1) - (tanh * tanh)) * (a + (b * x2 * V.Create(3)));
        return half + (half * tanh);
    }

    private double Gate(double x)
    {
        if (Form == GeluForm.Tanh)
        {
            return (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))) / 2;
        }

        // Φ by its series around 0, x · φ(0) · Σ (−x²/2)ⁿ/(n!·(2n + 1)), and beyond by the continued fraction of its tail.
        if (Math.Abs(x) > 3)
        {
            var fraction = Math.Abs(x);
            for (var n = 60; n > 0; n--)
            {
                fraction = Math.Abs(x) + (n / fraction);
            }

            var tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) / fraction;
            return x < 0 ? tail : 1 - tail;
        }

        var (term, sum) = (x, 0.0);
        for (var n = 0; n < 60; n++)
        {
            sum += term / ((2 * n) + 1);
            term *= -x * x / 2 / (n + 1);
        }

        return 0.5 + (sum / Math.Sqrt(2 * Math.PI));
    }
}
