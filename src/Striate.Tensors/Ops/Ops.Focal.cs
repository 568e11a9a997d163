using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Focal loss: binary cross-entropy that counts less the better an answer is already, for few positives among many negatives.
    /// For one of several classes see <see cref="SoftmaxFocal"/>.</summary>
    /// <param name="scores">Any shape, any real numbers.</param>
    /// <param name="targets">1 for yes, 0 for no; the same shape.</param>
    /// <param name="alpha">Weight of a yes, α, from 0 to 1; that of a no is 1 − α. Null for no weights.</param>
    /// <param name="gamma">How fast good answers lose their weight, γ; with 0 it is the cross-entropy.</param>
    /// <param name="reduction">The mean over all numbers, or their sum, as detectors have it, who divide by their number of objects.</param>
    /// <returns>A single number: the mean of −a·(1 − q)ᵞ·log q, q = σ(s) and a = α for a yes, q = 1 − σ(s) and a = 1 − α for a no.</returns>
    /// <remarks>Lin, Goyal, Girshick, He and Dollár, arXiv:1708.02002; torchvision's sigmoid_focal_loss.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or there are no numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">α is not from 0 to 1, or γ is negative.</exception>
    public static Tensor Focal(Tensor scores, Tensor targets, double? alpha = 0.25, double gamma = 2, Reduction reduction = Reduction.Mean)
    {
        if (alpha is not (null or (>= 0 and <= 1)) || !(gamma >= 0 && double.IsFinite(gamma)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(alpha), FormattableString.Invariant($"Focal: alpha is {alpha} and gamma {gamma}, expected from 0 to 1 and at least 0."));
        }

        return PointwiseLoss("Focal", scores, targets, new FocalTerm(gamma, alpha), Scale(scores, reduction));
    }
}
