using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Cross-entropy of the softmax of scores. See <see cref="Ops.CrossEntropy"/>.</summary>
/// <param name="labelSmoothing">Share of the target that is spread over all classes, from 0 to below 1 (Szegedy et al., arXiv:1512.00567).</param>
public sealed class CrossEntropyLoss(double labelSmoothing = 0) : Loss
{
    // At 1 the labels would no longer count.
    private readonly double _labelSmoothing = labelSmoothing is >= 0 and < 1
        ? labelSmoothing
        : throw new ArgumentOutOfRangeException(nameof(labelSmoothing), $"Cross-entropy: a label smoothing of {labelSmoothing}, expected from 0 to below 1.");

    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels) => Ops.CrossEntropy(scores, labels, _labelSmoothing);
}
