using Striate.Kernels.Update;

namespace Striate.Networks;

/// <summary>Adam: steps scaled by running means of the gradient and of its square. Kingma and Ba, arXiv:1412.6980.</summary>
/// <remarks>m ← β₁·m + (1 − β₁)·g; v ← β₂·v + (1 − β₂)·g²; w ← w − η·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).
/// Weight decay is added to the gradient; <see cref="AdamW"/> keeps it apart.</remarks>
public class Adam : Optimizer
{
    private readonly double _beta1, _beta2, _epsilon;
    private readonly bool _amsGrad;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size η.</param>
    /// <param name="beta1">Share of the mean gradient that is kept.</param>
    /// <param name="beta2">Share of the mean square that is kept.</param>
    /// <param name="epsilon">Keeps the quotient finite.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ·w.</param>
    /// <param name="amsGrad">Divides by the largest mean square so far, after Reddi et al., arXiv:1904.09237.</param>
    public Adam(
        Module network, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0,
        bool amsGrad = false)
        : base(network, learningRate, weightDecay, amsGrad ? ["mean", "square", "largest"] : ["mean", "square"])
    {
        Check(beta1, beta1 is >= 0 and < 1, "from 0 to below 1");
        Check(beta2, beta2 is >= 0 and < 1, "from 0 to below 1");
        Check(epsilon, epsilon >= 0 && double.IsFinite(epsilon), "at least 0");
        (_beta1, _beta2, _epsilon, _amsGrad) = (beta1, beta2, epsilon, amsGrad);
    }

    private protected virtual bool Decoupled => false;

    /// <inheritdoc/>
    protected override void Update(ReadOnlySpan<UpdateTarget> targets) =>
        UpdateKernel.Run(targets, new AdamRule(_beta1, _beta2, _epsilon, Decoupled, _amsGrad, Steps));
}
