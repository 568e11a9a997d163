using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Contrastive loss of pairs of embeddings: those of one kind are drawn together, others pushed apart up to a margin.</summary>
    /// <param name="a">Embeddings, shape [N, D].</param>
    /// <param name="b">What each is paired with, [N, D].</param>
    /// <param name="isAlike">1 for pairs of one kind, 0 for others, shape [N].</param>
    /// <param name="margin">The margin m.</param>
    /// <param name="reduction">The mean over the N pairs, or their sum.</param>
    /// <returns>A single number: the mean of t·d²/2 + (1 − t)·max(0, m − d)²/2, d as of <see cref="PairwiseDistance"/>.</returns>
    /// <remarks>Hadsell, Chopra and LeCun, CVPR 2006, whose Y is 1 − t.</remarks>
    /// <exception cref="ShapeException">Not [N, D] twice and [N], or isAlike is neither 1 nor 0 somewhere.</exception>
    public static Tensor Contrastive(Tensor a, Tensor b, Tensor isAlike, double margin = 1, Reduction reduction = Reduction.Mean)
    {
        var distance = PairwiseDistance(a, b);
        CheckKinds(isAlike, 0);
        return PointwiseLoss("Contrastive", distance, isAlike, new ContrastiveTerm(margin), Scale(distance, reduction));
    }
}
