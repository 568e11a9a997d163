using System.Runtime.CompilerServices;

namespace Striate.Kernels.Update;

/// <summary>
/// Stochastic gradient descent: g' = g + λ·w; v = μ·v + g'; w = w − η·d, where d is v, or g' + μ·v with Nesterov's momentum, or g'
/// without momentum, which remembers nothing. Sutskever et al., ICML 2013, in the form of PyTorch.
/// </summary>
/// <param name="Momentum">μ; 0 for none.</param>
/// <param name="Nesterov">Looks ahead along the velocity v.</param>
public readonly record struct SgdRule(double Momentum, bool Nesterov) : IUpdateRule
{
    private readonly float _momentum = (float)Momentum;

    /// <summary>Numbers remembered for each weight: the velocity, if there is momentum.</summary>
    public int Slots => Momentum != 0 ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateRule.Step<V>(V gradient, V learningRate, V weightDecay, ref V weight, ref V first, ref V second, ref V third)
    {
        gradient += weight * weightDecay;
        var direction = gradient;
        if (Slots > 0)
        {
            var momentum = V.Create(_momentum);
            first = (first * momentum) + gradient;
            direction = Nesterov ? gradient + (first * momentum) : first;
        }

        weight -= direction * learningRate;
    }
}
