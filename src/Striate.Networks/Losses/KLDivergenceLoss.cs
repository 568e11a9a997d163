using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Kullback-Leibler divergence of log-probabilities from probabilities. See <see cref="Ops.KLDivergence"/>.</summary>
/// <param name="reduction">The mean over the samples, or the sum.</param>
public sealed class KLDivergenceLoss(Reduction reduction = Reduction.Mean) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.KLDivergence(outputs, targets, reduction);
}
