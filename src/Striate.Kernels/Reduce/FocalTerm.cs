using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>
/// Binary cross-entropy that counts less the better an answer is already: a·mᵞ·(−t·log σ(x) − (1 − t)·log(1 − σ(x))) with
/// m = σ(x)·(1 − t) + (1 − σ(x))·t and a = α·t + (1 − α)·(1 − t), or 1. Lin et al., arXiv:1708.02002.
/// </summary>
public readonly record struct FocalTerm : ILossTerm
{
    // Below it a power's slope would be 0/0.
    private const float SmallestMiss = 1e-37f;

    private readonly float _gamma, _positiveWeight, _negativeWeight;

    /// <summary>The term.</summary>
    /// <param name="gamma">γ, at least 0.</param>
    /// <param name="alpha">α, the weight of positives; null for none.</param>
    public FocalTerm(double gamma, double? alpha)
    {
        _gamma = (float)gamma;
        (_positiveWeight, _negativeWeight) = alpha is { } a ? ((float)a, (float)(1 - a)) : (1, 1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget)
    {
        var score = new Logistic(x);
        var (p, q, rest) = (score.Probability, score.Complement, Vector<float>.One - target);
        var cost = (target * score.CostIfPositive) + (rest * score.CostIfNegative);
        var weight = (target * _positiveWeight) + (rest * _negativeWeight);

        // The power mᵞ and its derivative by m.
        var miss = Vector.Max((p * rest) + (q * target), new Vector<float>(SmallestMiss));
        var power = Vector.Exp(Vector.Log(miss) * _gamma);
        var slope = power * _gamma / miss;

        dx = weight * ((slope * p * q * (rest - target) * cost) + (power * ((rest * p) - (target * q))));
        dtarget = (power * cost * (_positiveWeight - _negativeWeight))
            + (weight * ((slope * (q - p) * cost) + (power * (score.CostIfPositive - score.CostIfNegative))));
        return weight * power * cost;
    }
}
