using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Focal loss of several classes, of images or of each pixel. See <see cref="Ops.SoftmaxFocal"/>.</summary>
/// <param name="gamma">How fast good answers lose their weight, γ; with 0 it is the cross-entropy.</param>
public sealed class SoftmaxFocalLoss(double gamma = 2) : Loss
{
    /// <summary>How much each class counts, α, shape [C]; null for all the same.</summary>
    public Tensor? ClassWeights { get; init; }

    /// <summary>What has this label does not count; null for nothing.</summary>
    public int? IgnoredLabel { get; init; }

    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels) => Ops.SoftmaxFocal(scores, labels, gamma, ClassWeights, IgnoredLabel);
}
