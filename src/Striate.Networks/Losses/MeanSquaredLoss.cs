using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Mean squared error. See <see cref="Ops.MeanSquared"/>.</summary>
/// <param name="reduction">The mean over all numbers, or their sum.</param>
public sealed class MeanSquaredLoss(Reduction reduction = Reduction.Mean) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.MeanSquared(outputs, targets, reduction);
}
