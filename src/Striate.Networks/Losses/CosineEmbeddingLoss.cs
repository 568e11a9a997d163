using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Cosine loss of pairs of embeddings. See <see cref="Ops.CosineEmbedding"/>.</summary>
/// <param name="margin">The cosine up to which others cost nothing.</param>
/// <param name="reduction">The mean over the pairs, or their sum.</param>
public sealed class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean)
{
    /// <summary>Computes the loss.</summary>
    /// <param name="a">Embeddings, shape [N, D].</param>
    /// <param name="b">What each is paired with, [N, D].</param>
    /// <param name="isAlike">1 for pairs of one kind, −1 for others, shape [N].</param>
    /// <returns>A single number.</returns>
    public Tensor Of(Tensor a, Tensor b, Tensor isAlike) => Ops.CosineEmbedding(a, b, isAlike, margin, reduction);
}
