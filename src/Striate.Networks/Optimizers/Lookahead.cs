using Striate.Kernels.Update;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// Lookahead: another optimiser explores, and every few steps slow weights go a part of its way, from which it then goes on. Zhang,
/// Lucas, Hinton and Ba, arXiv:1907.08610.
/// </summary>
/// <remarks>Every k steps: slow ← slow + α·(w − slow); w ← slow.</remarks>
public sealed class Lookahead : Optimizer
{
    private readonly Optimizer _inner;
    private readonly int _every;
    private readonly float _alpha;

    /// <summary>Wraps an optimiser.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="inner">The optimiser that explores, of the same network. Its learning rate and decay are taken over.</param>
    /// <param name="every">Its steps between two of the slow weights, k.</param>
    /// <param name="alpha">The part of the way that these go, α.</param>
    public Lookahead(Module network, Optimizer inner, int every = 5, double alpha = 0.5)
        : base(network, Checked(inner).LearningRate, inner.WeightDecay, "slow")
    {
        Check(every, every >= 1, "at least 1");
        Check(alpha, alpha is > 0 and <= 1, "above 0 and at most 1");
        (_inner, _every, _alpha) = (inner, every, (float)alpha);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Tensor)> State() => _inner.State().Concat(base.State());

    /// <inheritdoc/>
    public override void Step()
    {
        if (Steps == 0)
        {
            Update(_ => true);
        }

        (_inner.Steps, _inner.LearningRate, _inner.WeightDecay) = (Steps, LearningRate, WeightDecay);
        _inner.Step();
        Steps++;
        if (Steps % _every == 0)
        {
            Update(_ => true);
        }
    }

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets)
    {
        // Before the first step the slow weights begin at the others.
        var share = Steps == 0 ? 1 : _alpha;
        UpdateKernel.Run([.. targets.ToArray().Select(target => new UpdateTarget(target.First, target.Weights, share, 0))], default(AverageRule));
        foreach (var target in targets)
        {
            target.First.CopyTo(target.Weights);
        }
    }

    private static Optimizer Checked(Optimizer inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return inner;
    }
}
