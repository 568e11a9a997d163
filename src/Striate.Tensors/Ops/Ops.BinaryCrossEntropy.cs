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
}
