using System.Numerics;
using System.Runtime.CompilerServices;

namespace Striate.Kernels.Reduce;

/// <summary>−w·t·log σ(x) − (1 − t)·log(1 − σ(x)): the cross-entropy of a yes-or-no answer whose score is x.</summary>
/// <param name="PositiveWeight">w, how much a positive counts beside a negative.</param>
public readonly record struct BinaryCrossEntropyTerm(double PositiveWeight = 1) : ILossTerm
{
    private readonly float _weight = (float)PositiveWeight;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Of(Vector<float> x, Vector<float> target, out Vector<float> dx, out Vector<float> dtarget)
    {
        var score = new Logistic(x);
        var rest = Vector<float>.One - target;
        var weighted = target * _weight;
        dx = (rest * score.Probability) - (weighted * score.Complement);
        dtarget = (score.CostIfPositive * _weight) - score.CostIfNegative;
        return (weighted * score.CostIfPositive) + (rest * score.CostIfNegative);
    }
}
