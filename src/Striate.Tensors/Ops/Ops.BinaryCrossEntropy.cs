using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Logistic function and cross-entropy: the loss of yes-or-no answers, as where an image has several labels or none.</summary>
    /// <param name="scores">Any shape, any real numbers; σ of them are the probabilities.</param>
    /// <param name="targets">1 for yes, 0 for no, or what lies between; the same shape.</param>
    /// <param name="positiveWeight">How much a yes counts beside a no, w: above 1 for more of what is there found.</param>
    /// <param name="reduction">The mean over all numbers, or their sum.</param>
    /// <returns>A single number: the mean of −w·t·log σ(s) − (1 − t)·log(1 − σ(s)).</returns>
    /// <remarks>Computed from the scores, so that nothing overflows and no answer is too sure. PyTorch's BCEWithLogitsLoss.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or there are no numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not above 0.</exception>
    public static Tensor BinaryCrossEntropy(Tensor scores, Tensor targets, double positiveWeight = 1, Reduction reduction = Reduction.Mean) => PointwiseLoss(
        "BinaryCrossEntropy", scores, targets,
        new BinaryCrossEntropyTerm(CheckAbove0(positiveWeight, "BinaryCrossEntropy", nameof(positiveWeight))), Scale(scores, reduction));

    /// <summary>Logistic function and cross-entropy, in which a yes counts differently in each class: the rarer it is, the more.</summary>
    /// <param name="scores">Shape [N, C] or [N, C, ...], any real numbers; σ of them are the probabilities.</param>
    /// <param name="targets">1 for yes, 0 for no, or what lies between; the same shape.</param>
    /// <param name="positiveWeights">How much a yes of each class counts beside a no, w, shape [C].</param>
    /// <param name="reduction">The mean over all numbers, or their sum.</param>
    /// <returns>A single number: the mean of −w[c]·t·log σ(s) − (1 − t)·log(1 − σ(s)).</returns>
    /// <remarks>PyTorch's BCEWithLogitsLoss with a pos_weight.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static Tensor BinaryCrossEntropy(Tensor scores, Tensor targets, Tensor positiveWeights, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(positiveWeights);
        if (scores.Shape.Rank < 2 || targets.Shape != scores.Shape || positiveWeights.Shape != [scores.Shape[1]] || scores.Length == 0)
        {
            throw new ShapeException(
                $"scores {scores.Shape}, targets {targets.Shape} and positive weights {positiveWeights.Shape}, expected [N, C], the same, and [C], with at least one number.");
        }

        var weights = Reshape(positiveWeights, [positiveWeights.Length, .. Enumerable.Repeat(1, scores.Shape.Rank - 2)]);
        var terms = (weights * targets * Softplus(-scores)) + ((1 - targets) * Softplus(scores));
        return reduction == Reduction.Sum ? Sum(terms) : Mean(terms);
    }
}
