using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Cross-entropy of the softmax of scores, against labels or probabilities, of images or of each pixel. See
/// <see cref="Ops.CrossEntropy(Tensor, ReadOnlySpan{int}, double, Tensor?, int?, Kernels.Reduce.Reduction)"/>.</summary>
/// <param name="labelSmoothing">Share of the target that is spread over all classes, from 0 to below 1 (Szegedy et al., arXiv:1512.00567).</param>
public sealed class CrossEntropyLoss(double labelSmoothing = 0) : TargetLoss
{
    // At 1 the labels would no longer count.
    private readonly double _labelSmoothing = labelSmoothing is >= 0 and < 1
        ? labelSmoothing
        : throw new ArgumentOutOfRangeException(nameof(labelSmoothing), $"Cross-entropy: a label smoothing of {labelSmoothing}, expected from 0 to below 1.");

    /// <summary>How much each class counts, shape [C]; null for all the same.</summary>
    public Tensor? ClassWeights { get; init; }

    /// <summary>What has this label does not count; null for nothing.</summary>
    public int? IgnoredLabel { get; init; }

    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels) => Ops.CrossEntropy(scores, labels, _labelSmoothing, ClassWeights, IgnoredLabel);

    /// <inheritdoc/>
    public override Tensor Of(Tensor outputs, Tensor targets) => Ops.CrossEntropy(outputs, targets, _labelSmoothing, ClassWeights);
}
