using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Contrastive loss of pairs of embeddings. See <see cref="Ops.Contrastive"/>.</summary>
/// <param name="margin">The distance up to which others are pushed apart.</param>
/// <param name="reduction">The mean over the pairs, or their sum.</param>
public sealed class ContrastiveLoss(double margin = 1, Reduction reduction = Reduction.Mean)
{
    /// <summary>Computes the loss.</summary>
    /// <param name="a">Embeddings, shape [N, D].</param>
    /// <param name="b">What each is paired with, [N, D].</param>
    /// <param name="isAlike">1 for pairs of one kind, 0 for others, shape [N].</param>
    /// <returns>A single number.</returns>
    public Tensor Of(Tensor a, Tensor b, Tensor isAlike) => Ops.Contrastive(a, b, isAlike, margin, reduction);
}
