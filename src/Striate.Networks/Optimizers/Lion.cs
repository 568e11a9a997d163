using Striate.Kernels.Update;

namespace Striate.Networks;

/// <summary>Lion: every weight goes the same way, along the sign of a mean gradient. Chen et al., arXiv:2302.06675.</summary>
/// <remarks>d = sign(β₁·m + (1 − β₁)·g); m ← β₂·m + (1 − β₂)·g; w ← w − η·(d + λ·w). It wants a step size some 3 to 10 times smaller
/// and a decay as many times larger than <see cref="AdamW"/>.</remarks>
public sealed class Lion : Optimizer
{
    private readonly LionRule _rule;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size η.</param>
    /// <param name="beta1">Share β₁ of the mean gradient in the direction.</param>
    /// <param name="beta2">Share β₂ of the mean gradient that is kept.</param>
    /// <param name="weightDecay">λ, apart from the gradient.</param>
    public Lion(Module network, double learningRate = 1e-4, double beta1 = 0.9, double beta2 = 0.99, double weightDecay = 0)
        : base(network, learningRate, weightDecay, "mean")
    {
        Check(beta1, beta1 is >= 0 and < 1, "from 0 to below 1");
        Check(beta2, beta2 is >= 0 and < 1, "from 0 to below 1");
        _rule = new LionRule(beta1, beta2);
    }

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets) => UpdateKernel.Run(targets, _rule);
}
