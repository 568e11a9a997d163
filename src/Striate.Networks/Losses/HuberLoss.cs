using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Huber's loss. See <see cref="Ops.Huber"/>.</summary>
/// <param name="delta">Where squared errors end.</param>
/// <param name="reduction">The mean over all numbers, or their sum.</param>
public sealed class HuberLoss(double delta = 1, Reduction reduction = Reduction.Mean) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.Huber(outputs, targets, delta, reduction);
}
