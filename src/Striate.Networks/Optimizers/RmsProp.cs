using Striate.Kernels.Update;

namespace Striate.Networks;

/// <summary>RMSProp: steps divided by the running size of the gradient. Tieleman and Hinton, Coursera lecture 6.5, 2012.</summary>
/// <remarks>g ← g + λ·w; v ← α·v + (1 − α)·g²; d = g/(√v + ε), centred g/(√(v − m²) + ε) with m ← α·m + (1 − α)·g (Graves,
/// arXiv:1308.0850); b ← μ·b + d; w ← w − η·b.</remarks>
public sealed class RmsProp : Optimizer
{
    private readonly RmsPropRule _rule;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size η.</param>
    /// <param name="alpha">Share α of the mean square that is kept.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="momentum">Share μ of the last step that is kept.</param>
    /// <param name="centered">Divides by the deviation from the mean gradient.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·w.</param>
    public RmsProp(
        Module network, double learningRate = 1e-2, double alpha = 0.99, double epsilon = 1e-8, double momentum = 0, bool centered = false,
        double weightDecay = 0)
        : base(network, learningRate, weightDecay, ["square", .. momentum > 0 ? ["buffer"] : Array.Empty<string>(), .. centered ? ["mean"] : Array.Empty<string>()])
    {
        Check(alpha, alpha is >= 0 and < 1, "from 0 to below 1");
        Check(epsilon, epsilon >= 0 && double.IsFinite(epsilon), "at least 0");
        Check(momentum, momentum is >= 0 and < 1, "from 0 to below 1");
        _rule = new RmsPropRule(alpha, epsilon, momentum, centered);
    }

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets) => UpdateKernel.Run(targets, _rule);
}
