using System.Numerics.Tensors;
using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Softmax and cross-entropy against class labels: the loss of classification, of whole images or of each pixel.</summary>
    /// <param name="scores">Shape [N, C], or [N, C, H, W] for a label a pixel; any real numbers.</param>
    /// <param name="labels">N classes, each from 0 to C − 1, or N·H·W, a row of pixels after another.</param>
    /// <param name="labelSmoothing">ε, from 0 to 1: this share of the target is spread evenly over all classes.</param>
    /// <param name="classWeights">How much each class counts, w, shape [C]; null for all the same.</param>
    /// <param name="ignoredLabel">What has this label does not count; null for nothing.</param>
    /// <param name="reduction">The mean, in which a sample counts by the weight of its label, or the sum.</param>
    /// <returns>A single number: the mean of Σ t[k]·(log Σ exp(s[j]) − s[k]), t[k] = ((1 − ε)·[k = label] + ε/C)·w[k]; 0 where
    /// nothing counts.</returns>
    /// <remarks>Computed without overflow. Label smoothing: Szegedy et al., arXiv:1512.00567.</remarks>
    /// <exception cref="ShapeException">Other shapes, a batch of nothing, another number of labels, or a label out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not from 0 to 1.</exception>
    public static Tensor CrossEntropy(
        Tensor scores, ReadOnlySpan<int> labels, double labelSmoothing = 0, Tensor? classWeights = null, int? ignoredLabel = null,
        Reduction reduction = Reduction.Mean) =>
        CrossEntropy("CrossEntropy", scores, labels, classWeights, new CrossEntropySettings(labelSmoothing, ignoredLabel, reduction));

    /// <summary>Softmax and cross-entropy against probabilities, as of mixed images or of another network.</summary>
    /// <param name="scores">Shape [N, C] or [N, C, H, W], any real numbers.</param>
    /// <param name="targets">Probabilities q, the same shape; the classes of each sample or pixel usually sum to 1.</param>
    /// <param name="labelSmoothing">ε, from 0 to 1: this share of the target is spread evenly over all classes.</param>
    /// <param name="classWeights">How much each class counts, w, shape [C]; null for all the same.</param>
    /// <param name="reduction">The mean over samples and pixels, or their sum.</param>
    /// <returns>A single number: the mean of Σ t[k]·(log Σ exp(s[j]) − s[k]), t[k] = ((1 − ε)·q[k] + ε/C)·w[k].</returns>
    /// <remarks>The targets get no gradient.</remarks>
    /// <exception cref="ShapeException">Other shapes, or a batch of nothing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not from 0 to 1.</exception>
    public static Tensor CrossEntropy(
        Tensor scores, Tensor targets, double labelSmoothing = 0, Tensor? classWeights = null, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(targets);
        scores = ClassScores(scores, classWeights, labelSmoothing, out var rows, out var C);
        if (scores.Shape != targets.Shape)
        {
            throw new ShapeException($"scores {scores.Shape} and target probabilities {targets.Shape} must have the same shape.");
        }

        targets = scores.Layout == Layout.ChannelsLast ? ToChannelsLast(targets) : ToRowMajor(targets);
        var settings = new CrossEntropySettings(labelSmoothing, Reduction: reduction);
        var loss = Tensor.From([], Layout.RowMajor, y => y[0] = Run([]));

        return Tape.Record("CrossEntropy", [scores, targets], loss, settings, dy => scores.ReceiveGrad(ds =>
        {
            Run(ds);
            TensorPrimitives.Multiply(ds, dy.Item(), ds);
        }));

        float Run(Span<float> dscores) => CrossEntropyKernel.Run(
            rows, C, scores.Span, targets.Span, settings, classWeights is null ? [] : classWeights.Span, dscores);
    }

    private static Tensor CrossEntropy(string name, Tensor scores, ReadOnlySpan<int> labels, Tensor? classWeights, CrossEntropySettings settings)
    {
        scores = ClassScores(scores, classWeights, settings.LabelSmoothing, out var rows, out var C);
        if (scores.Shape.Rank == 4 && labels.Length != rows)
        {
            throw new ShapeException(
                $"scores {scores.Shape} take a label a pixel, {rows}, but there are {labels.Length}."
                + (labels.Length == scores.Shape[0] ? " For one an image, put a Flatten before the last layer." : ""));
        }

        // The gradient comes from the forward pass, while the labels are at hand.
        var gradient = GradientOfLoss(scores);
        var loss = CrossEntropyKernel.Run(
            rows, C, scores.Span, labels, settings, classWeights is null ? [] : classWeights.Span, gradient is null ? [] : gradient.Span);

        return Tape.Record(name, [scores], Tensor.Full([], loss), settings, dy =>
            scores.ReceiveGrad(ds => TensorPrimitives.Multiply(gradient!.Span, dy.Item(), ds)));
    }

    private static Tensor ClassScores(Tensor scores, Tensor? classWeights, double labelSmoothing, out int rows, out int C)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Shape.Rank != 4)
        {
            CheckScores(scores);
        }

        scores = ChannelRows(scores, out rows, out C);
        if (classWeights is not null && classWeights.Shape != [C])
        {
            throw new ShapeException($"scores {scores.Shape} have {C} classes, the weights are {classWeights.Shape}, expected [{C}].");
        }

        return labelSmoothing is >= 0 and <= 1
            ? scores
            : throw new ArgumentOutOfRangeException(nameof(labelSmoothing), $"Label smoothing of {labelSmoothing}; it must be from 0 to 1.");
    }

    private static void CheckScores(Tensor scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Shape.Rank != 2)
        {
            throw new ShapeException(
                $"scores {scores.Shape}, expected [N, C]: a row of class scores for each sample."
                + (scores.Shape.Rank > 2 ? " Put a Flatten before the last layer." : ""));
        }
    }

    private static Tensor? GradientOfLoss(Tensor scores) =>
        Tape.Current is { HasGradients: true } && scores.RequiresGrad ? Tensor.Uninitialized(scores.Shape, scores.Layout) : null;
}
