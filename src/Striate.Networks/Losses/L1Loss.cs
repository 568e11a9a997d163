using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Mean absolute error. See <see cref="Ops.L1"/>.</summary>
/// <param name="reduction">The mean over all numbers, or their sum.</param>
public sealed class L1Loss(Reduction reduction = Reduction.Mean) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.L1(outputs, targets, reduction);
}
