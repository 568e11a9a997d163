using Striate.Kernels.Update;

namespace Striate.Networks;

/// <summary>Adadelta: steps in the units of the weights, by the running sizes of gradients and steps. Zeiler, arXiv:1212.5701.</summary>
/// <remarks>g ← g + λ·w; v ← ρ·v + (1 − ρ)·g²; d = g·√(u + ε)/√(v + ε); u ← ρ·u + (1 − ρ)·d²; w ← w − η·d.</remarks>
public sealed class Adadelta : Optimizer
{
    private readonly AdadeltaRule _rule;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size η; the method itself asks for none, which is 1.</param>
    /// <param name="rho">Share ρ of the mean squares that is kept.</param>
    /// <param name="epsilon">Keeps the quotient finite and begins the steps.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·w.</param>
    public Adadelta(Module network, double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(network, learningRate, weightDecay, "square", "steps")
    {
        Check(rho, rho is >= 0 and < 1, "from 0 to below 1");
        Check(epsilon, epsilon > 0 && double.IsFinite(epsilon), "above 0, as no step begins without it");
        _rule = new AdadeltaRule(rho, epsilon);
    }

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets) => UpdateKernel.Run(targets, _rule);
}
