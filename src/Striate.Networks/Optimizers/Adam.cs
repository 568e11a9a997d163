using Striate.Kernels.Update;

namespace Striate.Networks;

/// <summary>Adam: steps scaled by running means of the gradient and of its square. Kingma and Ba, arXiv:1412.6980.</summary>
/// <remarks>m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − η·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
/// Weight decay is added to the gradient; <see cref="AdamW"/> keeps it apart.</remarks>
public class Adam : Optimizer
{
    private readonly double _beta1, _beta2, _epsilon;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size η.</param>
    /// <param name="beta1">Share of the mean gradient that is kept.</param>
    /// <param name="beta2">Share of the mean square that is kept.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·w.</param>
    public Adam(Module network, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : base(network, learningRate, weightDecay, "mean", "square") => (_beta1, _beta2, _epsilon) = (beta1, beta2, epsilon);

    private protected virtual bool Decoupled => false;

    /// <inheritdoc/>
    protected override void Update(int index, Span<float> w, ReadOnlySpan<float> g, double learningRate, double weightDecay) => AdamKernel.Run(
        w, g, Slot(0, index), Slot(1, index),
        new AdamSettings((float)learningRate, (float)_beta1, (float)_beta2, (float)_epsilon, (float)weightDecay, Decoupled, Steps));
}
