using System.Runtime.CompilerServices;

namespace Striate.Kernels.Elementwise;

/// <summary>Rectified linear unit with a slope below 0, y = x above 0, else slope · x.</summary>
/// <param name="NegativeSlope">The slope of the numbers that are not above 0.</param>
public readonly record struct LeakyReluFunction(double NegativeSlope) : IUnaryFunction
{
    private readonly float _slope = (float)NegativeSlope;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Value<V>(V x) => V.SelectGreater(x, V.Create(0), x, x * V.Create(_slope));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IUnaryFunction.Slope<V>(V x) => V.SelectGreater(x, V.Create(0), V.Create(1), V.Create(_slope));

    T IUnaryFunction.Reference<T>(T x) => x > T.Zero ? x : x * T.CreateChecked(NegativeSlope);
}
