using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Cosine loss of pairs of embeddings: those of one kind are to point the same way, others not.</summary>
    /// <param name="a">Embeddings, shape [N, D].</param>
    /// <param name="b">What each is paired with, [N, D].</param>
    /// <param name="isAlike">1 for pairs of one kind, −1 for others, shape [N].</param>
    /// <param name="margin">The cosine m up to which others cost nothing.</param>
    /// <param name="reduction">The mean over the N pairs, or their sum.</param>
    /// <returns>A single number: the mean of 1 − cos for pairs of one kind and of max(0, cos − m) for others.</returns>
    /// <remarks>PyTorch's CosineEmbeddingLoss.</remarks>
    /// <exception cref="ShapeException">Not [N, D] twice and [N], or isAlike is neither 1 nor −1 somewhere.</exception>
    public static Tensor CosineEmbedding(Tensor a, Tensor b, Tensor isAlike, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        var cosine = CosineSimilarity(a, b);
        CheckKinds(isAlike, -1);
        return PointwiseLoss("CosineEmbedding", cosine, isAlike, new CosineTerm(margin), Scale(cosine, reduction));
    }
}
