using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Smooth L1 loss. See <see cref="Ops.SmoothL1"/>.</summary>
/// <param name="beta">Where squared errors end.</param>
/// <param name="reduction">The mean over all numbers, or their sum.</param>
public sealed class SmoothL1Loss(double beta = 1, Reduction reduction = Reduction.Mean) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.SmoothL1(outputs, targets, beta, reduction);
}
