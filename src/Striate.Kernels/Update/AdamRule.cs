using System.Runtime.CompilerServices;

namespace Striate.Kernels.Update;

/// <summary>
/// Adam: g' = g + λ·w (AdamW: w = w − η·λ·w instead); m = β₁·m + (1 − β₁)·g'; v = β₂·v + (1 − β₂)·g'²; w = w − η·m̂/(√v̂ + ε) with
/// m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ); AMSGrad puts the largest v so far in its place. Kingma and Ba, arXiv:1412.6980; Loshchilov and
/// Hutter, arXiv:1711.05101; Reddi et al., arXiv:1904.09237.
/// </summary>
public readonly record struct AdamRule : IUpdateRule
{
    private readonly float _beta1, _rest1, _beta2, _rest2, _epsilon, _meanCorrection, _squareCorrection;
    private readonly bool _decoupled, _amsGrad;

    /// <summary>The rule at one step.</summary>
    /// <param name="beta1">Share of the mean of gradients that is kept, β₁.</param>
    /// <param name="beta2">Share of the mean of squared gradients that is kept, β₂.</param>
    /// <param name="epsilon">Added to the divisor, ε.</param>
    /// <param name="decoupled">The decay shrinks the weights themselves (AdamW); else it is added to the gradient (Adam).</param>
    /// <param name="amsGrad">Divides by the largest mean square so far, which takes a third slot.</param>
    /// <param name="step">Number of the step t, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is less than 1.</exception>
    public AdamRule(double beta1, double beta2, double epsilon, bool decoupled, bool amsGrad, int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        (_beta1, _rest1, _beta2, _rest2) = ((float)beta1, (float)(1 - beta1), (float)beta2, (float)(1 - beta2));
        (_epsilon, _decoupled, _amsGrad) = ((float)epsilon, decoupled, amsGrad);
        _meanCorrection = (float)(1 / (1 - Math.Pow(beta1, step)));
        _squareCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step)));
    }

    /// <summary>Numbers remembered for each weight: m, v, and the largest v.</summary>
    public int Slots => _amsGrad ? 3 : 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateRule.Step<V>(V gradient, V learningRate, V weightDecay, ref V weight, ref V first, ref V second, ref V third)
    {
        if (_decoupled)
        {
            weight -= weight * learningRate * weightDecay;
        }
        else
        {
            gradient += weight * weightDecay;
        }

        first = (first * V.Create(_beta1)) + (gradient * V.Create(_rest1));
        second = (second * V.Create(_beta2)) + (gradient * gradient * V.Create(_rest2));
        third = _amsGrad ? V.Max(third, second) : second;
        var divisor = (V.SquareRoot(third) * V.Create(_squareCorrection)) + V.Create(_epsilon);
        weight -= first * (learningRate * V.Create(_meanCorrection)) / divisor;
    }
}
