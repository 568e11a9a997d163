namespace Striate.Networks;

/// <summary>Adam with decoupled weight decay, w ← w − η·λ·w beside Adam's own step. Loshchilov and Hutter, arXiv:1711.05101.</summary>
/// <param name="network">Whose parameters are learned.</param>
/// <param name="learningRate">Step size η.</param>
/// <param name="beta1">Share of the mean gradient that is kept.</param>
/// <param name="beta2">Share of the mean square that is kept.</param>
/// <param name="epsilon">Keeps the quotient finite.</param>
/// <param name="weightDecay">λ.</param>
/// <param name="amsGrad">Divides by the largest mean square so far, after Reddi et al., arXiv:1904.09237.</param>
public sealed class AdamW(
    Module network, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 1e-2, bool amsGrad = false)
    : Adam(network, learningRate, beta1, beta2, epsilon, weightDecay, amsGrad)
{
    private protected override bool Decoupled => true;
}
