using System.Runtime.CompilerServices;

namespace Striate.Kernels.Update;

/// <summary>
/// RMSProp: g' = g + λ·w; v = α·v + (1 − α)·g'²; d = g'/(√v + ε), centred g'/(√(v − m²) + ε) with m = α·m + (1 − α)·g'; with momentum
/// b = μ·b + d in the place of d; w = w − η·d. Tieleman and Hinton, Coursera lecture 6.5, 2012; Graves, arXiv:1308.0850, centred.
/// </summary>
/// <param name="Alpha">Share of the means that is kept, α.</param>
/// <param name="Epsilon">Added to the divisor, ε.</param>
/// <param name="Momentum">μ; 0 for none.</param>
/// <param name="Centered">Divides by the deviation from the mean gradient.</param>
public readonly record struct RmsPropRule(double Alpha, double Epsilon, double Momentum, bool Centered) : IUpdateRule
{
    private readonly float _alpha = (float)Alpha, _rest = (float)(1 - Alpha), _epsilon = (float)Epsilon, _momentum = (float)Momentum;

    /// <summary>Numbers remembered for each weight: v, then b with momentum, then m if centred.</summary>
    public int Slots => 1 + (Momentum != 0 ? 1 : 0) + (Centered ? 1 : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateRule.Step<V>(V gradient, V learningRate, V weightDecay, ref V weight, ref V first, ref V second, ref V third)
    {
        gradient += weight * weightDecay;
        first = (first * V.Create(_alpha)) + (gradient * gradient * V.Create(_rest));
        var square = first;
        if (Centered)
        {
            ref var mean = ref Momentum != 0 ? ref third : ref second;
            mean = (mean * V.Create(_alpha)) + (gradient * V.Create(_rest));
            square = V.Max(V.Create(0), first - (mean * mean));
        }

        var direction = gradient / (V.SquareRoot(square) + V.Create(_epsilon));
        if (Momentum != 0)
        {
            second = (second * V.Create(_momentum)) + direction;
            direction = second;
        }

        weight -= direction * learningRate;
    }
}
