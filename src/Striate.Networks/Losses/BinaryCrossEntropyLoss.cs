using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Binary cross-entropy of scores. See <see cref="Ops.BinaryCrossEntropy(Tensor, Tensor, double, Reduction)"/>.</summary>
/// <param name="positiveWeight">How much a yes counts beside a no.</param>
/// <param name="reduction">The mean over all numbers, or their sum.</param>
public sealed class BinaryCrossEntropyLoss(double positiveWeight = 1, Reduction reduction = Reduction.Mean) : TargetLoss
{
    private readonly Tensor? _positiveWeights;

    /// <summary>The loss in which a yes counts differently in each class.</summary>
    /// <param name="positiveWeights">How much a yes of each class counts beside a no, shape [C].</param>
    /// <param name="reduction">The mean over all numbers, or their sum.</param>
    public BinaryCrossEntropyLoss(Tensor positiveWeights, Reduction reduction = Reduction.Mean)
        : this(1, reduction) => _positiveWeights = positiveWeights;

    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => _positiveWeights is null
        ? Ops.BinaryCrossEntropy(outputs, targets, positiveWeight, reduction)
        : Ops.BinaryCrossEntropy(outputs, targets, _positiveWeights, reduction);
}
