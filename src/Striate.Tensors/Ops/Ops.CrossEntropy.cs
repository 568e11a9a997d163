using System.Numerics.Tensors;
using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Softmax and cross-entropy against class labels: the loss of classification, averaged over the batch.</summary>
    /// <param name="scores">Shape [N, C], any real numbers.</param>
    /// <param name="labels">N classes, each from 0 to C − 1.</param>
    /// <param name="labelSmoothing">ε, from 0 to 1: this share of the target is spread evenly over all classes.</param>
    /// <returns>A single number: the mean of log Σ exp(s[k]) − Σ t[k]·s[k], t[k] = (1 − ε)·[k = label] + ε/C.</returns>
    /// <remarks>Computed without overflow. Label smoothing: Szegedy et al., arXiv:1512.00567.</remarks>
    /// <exception cref="ShapeException">Not [N, C], a batch of nothing, another number of labels, or a label out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not from 0 to 1.</exception>
    public static Tensor CrossEntropy(Tensor scores, ReadOnlySpan<int> labels, double labelSmoothing = 0)
    {
        CheckScores(scores);
        if (labelSmoothing is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), $"Label smoothing of {labelSmoothing}; it must be from 0 to 1.");
        }

        // The gradient comes from the forward pass, while the labels are at hand.
        var gradient = GradientOfLoss(scores);
        var loss = CrossEntropyKernel.Run(
            scores.Shape[0], scores.Shape[1], scores.Span, labels, (float)labelSmoothing, gradient is null ? [] : gradient.Span);

        return Tape.Record("CrossEntropy", [scores], Tensor.Full([], loss), new CrossEntropySettings(labelSmoothing), dy =>
            scores.ReceiveGrad(ds => TensorPrimitives.Multiply(gradient!.Span, dy.Item(), ds)));
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
        Tape.Current is { HasGradients: true } && scores.RequiresGrad ? Tensor.Uninitialized(scores.Shape) : null;
}
