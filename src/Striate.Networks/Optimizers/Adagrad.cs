using Striate.Kernels.Update;

namespace Striate.Networks;

/// <summary>Adagrad: steps divided by the size of all gradients so far. Duchi, Hazan and Singer, JMLR 12, 2011.</summary>
/// <remarks>g ← g + λ·w; s ← s + g²; w ← w − η·g/(√s + ε).</remarks>
public sealed class Adagrad : Optimizer
{
    private readonly AdagradRule _rule;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size η.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·w.</param>
    public Adagrad(Module network, double learningRate = 1e-2, double epsilon = 1e-10, double weightDecay = 0)
        : base(network, learningRate, weightDecay, "sum")
    {
        Check(epsilon, epsilon >= 0 && double.IsFinite(epsilon), "at least 0");
        _rule = new AdagradRule(epsilon);
    }

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets) => UpdateKernel.Run(targets, _rule);
}
