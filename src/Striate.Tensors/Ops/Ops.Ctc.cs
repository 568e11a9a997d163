using System.Numerics.Tensors;
using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>
    /// Softmax and connectionist temporal classification: the loss of reading a text or speech whose letters have no known places. All
    /// ways to spread the labels over the steps count, with blanks between them.
    /// </summary>
    /// <param name="scores">Shape [T, N, C], any real numbers; log-probabilities, as PyTorch takes them, are scores too.</param>
    /// <param name="labels">The labels of all samples, one sample's after another's, from 0 to C − 1 but not the blank.</param>
    /// <param name="labelLengths">How many labels each of the N samples has.</param>
    /// <param name="inputLengths">How many of the T steps belong to each sample; empty for all of them.</param>
    /// <param name="blank">The class that stands for no label.</param>
    /// <param name="zeroInfinity">A sample whose labels do not fit into its steps costs nothing, and not infinitely much.</param>
    /// <param name="reduction">The mean over samples of the cost a label, as in PyTorch, or the sum of the samples' costs.</param>
    /// <returns>A single number: the mean of −log p(labels | scores).</returns>
    /// <remarks>Graves, Fernández, Gomez and Schmidhuber, ICML 2006.</remarks>
    /// <exception cref="ShapeException">Not [T, N, C], lengths that do not fit, or a label out of range.</exception>
    public static Tensor Ctc(
        Tensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<int> labelLengths, ReadOnlySpan<int> inputLengths = default, int blank = 0,
        bool zeroInfinity = false, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Shape.Rank != 3)
        {
            throw new ShapeException($"scores {scores.Shape}, expected [T, N, C]: a row of class scores for each step and sample.");
        }

        scores = ToRowMajor(scores);
        var settings = new CtcSettings(blank, zeroInfinity, reduction);
        var batch = new CtcBatch
        {
            Steps = scores.Shape[0],
            Samples = scores.Shape[1],
            Classes = scores.Shape[2],
            Labels = labels,
            LabelLengths = labelLengths,
            InputLengths = inputLengths.IsEmpty ? [.. Enumerable.Repeat(scores.Shape[0], scores.Shape[1])] : inputLengths,
        };

        // The gradient comes from the forward pass, while the labels are at hand.
        var gradient = GradientOfLoss(scores);
        var loss = CtcKernel.Run(batch, settings, scores.Span, gradient is null ? [] : gradient.Span);

        return Tape.Record("Ctc", [scores], Tensor.Full([], loss), settings, dy =>
            scores.ReceiveGrad(ds => TensorPrimitives.Multiply(gradient!.Span, dy.Item(), ds)));
    }
}
