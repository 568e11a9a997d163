using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Focal loss of several classes: softmax and cross-entropy that count less the better an answer is already, of whole images or of each
    /// pixel. For answers of yes or no see <see cref="Focal"/>.</summary>
    /// <param name="scores">Shape [N, C], or [N, C, H, W] for a label a pixel; any real numbers.</param>
    /// <param name="labels">N classes, each from 0 to C − 1, or N·H·W, a row of pixels after another.</param>
    /// <param name="gamma">How fast good answers lose their weight, γ; with 0 it is the cross-entropy.</param>
    /// <param name="classWeights">How much each class counts, α, shape [C]; null for all the same.</param>
    /// <param name="ignoredLabel">What has this label does not count; null for nothing.</param>
    /// <param name="reduction">The mean, in which a sample counts by the weight of its label, or the sum.</param>
    /// <returns>A single number: the mean of −α[y]·(1 − p[y])ᵞ·log p[y], p = softmax(s) and y the label; 0 where nothing counts.</returns>
    /// <remarks>Lin, Goyal, Girshick, He and Dollár, arXiv:1708.02002.</remarks>
    /// <exception cref="ShapeException">Other shapes, a batch of nothing, another number of labels, or a label out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">γ is negative.</exception>
    public static Tensor SoftmaxFocal(
        Tensor scores, ReadOnlySpan<int> labels, double gamma = 2, Tensor? classWeights = null, int? ignoredLabel = null, Reduction reduction = Reduction.Mean) =>
        gamma >= 0 && double.IsFinite(gamma)
            ? CrossEntropy("SoftmaxFocal", scores, labels, classWeights, new CrossEntropySettings(0, ignoredLabel, reduction, gamma))
            : throw new ArgumentOutOfRangeException(nameof(gamma), FormattableString.Invariant($"SoftmaxFocal: gamma is {gamma}, expected at least 0."));
}
