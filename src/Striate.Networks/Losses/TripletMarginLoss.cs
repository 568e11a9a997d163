using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Triplet loss of embeddings. See <see cref="Ops.TripletMargin"/>.</summary>
/// <param name="margin">By how much the stranger is to lie farther away.</param>
/// <param name="reduction">The mean over the samples, or their sum.</param>
public sealed class TripletMarginLoss(double margin = 1, Reduction reduction = Reduction.Mean)
{
    /// <summary>Computes the loss.</summary>
    /// <param name="anchor">Embeddings, shape [N, D].</param>
    /// <param name="positive">One of the same kind each, [N, D].</param>
    /// <param name="negative">One of another kind each, [N, D].</param>
    /// <returns>A single number.</returns>
    public Tensor Of(Tensor anchor, Tensor positive, Tensor negative) => Ops.TripletMargin(anchor, positive, negative, margin, reduction);
}
