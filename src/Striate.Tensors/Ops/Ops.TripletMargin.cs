using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Triplet loss of embeddings: an anchor is to lie nearer to one of its kind than to a stranger, by a margin.</summary>
    /// <param name="anchor">Embeddings, shape [N, D].</param>
    /// <param name="positive">One of the same kind each, [N, D].</param>
    /// <param name="negative">One of another kind each, [N, D].</param>
    /// <param name="margin">The margin m.</param>
    /// <param name="reduction">The mean over the N samples, or their sum.</param>
    /// <returns>A single number: the mean of max(0, |a − p| − |a − n| + m), distances as of <see cref="PairwiseDistance"/>.</returns>
    /// <remarks>Schroff, Kalenichenko and Philbin, arXiv:1503.03832; there the distances are squared. PyTorch's TripletMarginLoss.</remarks>
    /// <exception cref="ShapeException">Not [N, D], or the shapes differ.</exception>
    public static Tensor TripletMargin(Tensor anchor, Tensor positive, Tensor negative, double margin = 1, Reduction reduction = Reduction.Mean)
    {
        var near = PairwiseDistance(anchor, positive);
        return PointwiseLoss("TripletMargin", near, PairwiseDistance(anchor, negative), new MarginTerm(margin), Scale(near, reduction));
    }
}
