using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Focal loss of scores. See <see cref="Ops.Focal"/>.</summary>
/// <param name="alpha">Weight of a yes, from 0 to 1; null for no weights.</param>
/// <param name="gamma">How fast good answers lose their weight.</param>
/// <param name="reduction">The mean over all numbers, or their sum.</param>
public sealed class FocalLoss(double? alpha = 0.25, double gamma = 2, Reduction reduction = Reduction.Mean) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.Focal(outputs, targets, alpha, gamma, reduction);
}
