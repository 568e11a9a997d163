using Striate.Kernels.Update;

namespace Striate.Networks;

/// <summary>Stochastic gradient descent with momentum (Polyak, 1964) or Nesterov's momentum (Sutskever et al., ICML 2013).</summary>
/// <remarks>g ← g + λ·w; v ← μ·v + g; w ← w − η·v, with Nesterov w ← w − η·(g + μ·v).</remarks>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size η.</param>
    /// <param name="momentum">Share μ of the velocity that is kept, from 0 to below 1.</param>
    /// <param name="nesterov">Looks ahead along the velocity; takes a momentum.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·w.</param>
    public Sgd(Module network, double learningRate, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(network, learningRate, weightDecay, momentum > 0 ? ["velocity"] : [])
    {
        Check(momentum, momentum is >= 0 and < 1, "from 0 to below 1");
        Check(momentum, momentum > 0 || !nesterov, "above 0, as Nesterov's method looks ahead along it");
        (_momentum, _nesterov) = (momentum, nesterov);
    }

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets) =>
        UpdateKernel.Run(targets, new SgdRule(_momentum, _nesterov));
}
