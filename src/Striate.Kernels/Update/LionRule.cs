using System.Runtime.CompilerServices;

namespace Striate.Kernels.Update;

/// <summary>Lion: d = sign(β₁·m + (1 − β₁)·g); m = β₂·m + (1 − β₂)·g; w = w − η·(d + λ·w). Chen et al., arXiv:2302.06675.</summary>
/// <param name="Beta1">Share of the mean gradient in the direction, β₁.</param>
/// <param name="Beta2">Share of the mean gradient that is kept, β₂.</param>
public readonly record struct LionRule(double Beta1, double Beta2) : IUpdateRule
{
    private readonly float _beta1 = (float)Beta1, _rest1 = (float)(1 - Beta1), _beta2 = (float)Beta2, _rest2 = (float)(1 - Beta2);

    /// <summary>Numbers remembered for each weight: the mean gradient m.</summary>
    public int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateRule.Step<V>(V gradient, V learningRate, V weightDecay, ref V weight, ref V first, ref V second, ref V third)
    {
        var zero = V.Create(0);
        var mixed = (first * V.Create(_beta1)) + (gradient * V.Create(_rest1));
        var isNegative = V.SelectGreater(zero, mixed, V.Create(-1), mixed);
        var sign = V.SelectGreater(mixed, zero, V.Create(1), isNegative);
        first = (first * V.Create(_beta2)) + (gradient * V.Create(_rest2));
        weight -= (sign + (weight * weightDecay)) * learningRate;
    }
}
