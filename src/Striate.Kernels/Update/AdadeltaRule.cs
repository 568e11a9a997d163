using System.Runtime.CompilerServices;

namespace Striate.Kernels.Update;

/// <summary>
/// Adadelta: g' = g + λ·w; v = ρ·v + (1 − ρ)·g'²; d = g'·√(u + ε)/√(v + ε); u = ρ·u + (1 − ρ)·d²; w = w − η·d. Zeiler, arXiv:1212.5701.
/// </summary>
/// <param name="Rho">Share of the means that is kept, ρ.</param>
/// <param name="Epsilon">Added under both roots, ε.</param>
public readonly record struct AdadeltaRule(double Rho, double Epsilon) : IUpdateRule
{
    private readonly float _rho = (float)Rho, _rest = (float)(1 - Rho), _epsilon = (float)Epsilon;

    /// <summary>Numbers remembered for each weight: the mean square of gradients, v, and of steps, u.</summary>
    public int Slots => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void IUpdateRule.Step<V>(V gradient, V learningRate, V weightDecay, ref V weight, ref V first, ref V second, ref V third)
    {
        var (kept, added, epsilon) = (V.Create(_rho), V.Create(_rest), V.Create(_epsilon));
        gradient += weight * weightDecay;
        first = (first * kept) + (gradient * gradient * added);
        var direction = gradient * V.SquareRoot(second + epsilon) / V.SquareRoot(first + epsilon);
        second = (second * kept) + (direction * direction * added);
        weight -= direction * learningRate;
    }
}
