using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Cross-entropy with a margin in the angle to the right class, for embeddings of faces and the like. See <see cref="Ops.ArcFace"/>.</summary>
/// <remarks>Takes cosines [N, C], as <see cref="CosineLinear"/> gives them. Deng et al., arXiv:1801.07698.</remarks>
/// <param name="margin">The margin in radians.</param>
/// <param name="scale">What cosines are multiplied by.</param>
public sealed class ArcFaceLoss(double margin = 0.5, double scale = 64) : Loss
{
    /// <inheritdoc/>
    public override Tensor Of(Tensor scores, ReadOnlySpan<int> labels) => Ops.CrossEntropy(Ops.ArcFace(scores, labels, margin, scale), labels);
}
