using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Cross-entropy of the softmax of scores. See <see cref="Ops.CrossEntropy"/>.</summary>
/// <param name="labelSmoothing">Share of the target that is spread over all classes (Szegedy et al., arXiv:1512.00567).</param>
public sealed class CrossEntropyLoss(double labelSmoothing = 0) : Loss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels) => Ops.CrossEntropy(scores, labels, labelSmoothing);
}
