using System.Runtime.CompilerServices;

namespace Striate.Kernels.Update;

/// <summary>Adagrad: g' = g + λ·w; s = s + g'²; w = w − η·g'/(√s + ε). Duchi, Hazan and Singer, JMLR 12, 2011.</summary>
/// <param name="Epsilon">Added to the divisor, ε.</param>
public readonly record struct AdagradRule(double Epsilon) : IUpdateRule
{
    private readonly float _epsilon = (float)Epsilon;

    /// <summary>Numbers remembered for each weight: the sum of squares.</summary>
    public int Slots => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateRule.Step<V>(V gradient, V learningRate, V weightDecay, ref V weight, ref V first, ref V second, ref V third)
    {
        gradient += weight * weightDecay;
        first += gradient * gradient;
        weight -= gradient * learningRate / (V.SquareRoot(first) + V.Create(_epsilon));
    }
}
