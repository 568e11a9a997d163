using System.Numerics.Tensors;
using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The multi-class support vector machine's loss, averaged over the batch.</summary>
    /// <param name="scores">Shape [N, C], any real numbers.</param>
    /// <param name="labels">N classes, each from 0 to C − 1.</param>
    /// <param name="margin">By how much the label's score is to lead all others.</param>
    /// <returns>A single number: the mean over samples of Σ max(0, s[j] − s[label] + margin) over all j but the label.</returns>
    /// <remarks>Weston and Watkins, ESANN 1999, without squares: the form of the lecture CS231n. The gradient at a corner is
    /// taken to be 0.</remarks>
    /// <exception cref="ShapeException">Not [N, C], a batch of nothing, another number of labels, or a label out of range.</exception>
    public static Tensor Hinge(Tensor scores, ReadOnlySpan<int> labels, double margin = 1)
    {
        CheckScores(scores);
        var gradient = GradientOfLoss(scores);
        var loss = HingeKernel.Run(
            scores.Shape[0], scores.Shape[1], scores.Span, labels, (float)margin, gradient is null ? [] : gradient.Span);

        return Tape.Record("Hinge", [scores], Tensor.Full([], loss), new HingeSettings(margin), dy =>
            scores.ReceiveGrad(ds => TensorPrimitives.Multiply(gradient!.Span, dy.Item(), ds)));
    }
}
