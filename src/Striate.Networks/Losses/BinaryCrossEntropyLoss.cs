using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Binary cross-entropy of scores. See <see cref="Ops.BinaryCrossEntropy"/>.</summary>
/// <param name="positiveWeight">How much a yes counts beside a no.</param>
/// <param name="reduction">The mean over all numbers, or their sum.</param>
public sealed class BinaryCrossEntropyLoss(double positiveWeight = 1, Reduction reduction = Reduction.Mean) : TargetLoss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.BinaryCrossEntropy(outputs, targets, positiveWeight, reduction);
}
