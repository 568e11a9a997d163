using Striate.Kernels.Reduce;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Connectionist temporal classification, for texts and speech. See <see cref="Ops.Ctc"/>.</summary>
/// <param name="blank">The class that stands for no label.</param>
/// <param name="zeroInfinity">A sample whose labels do not fit into its steps costs nothing, and not infinitely much.</param>
/// <param name="reduction">The mean over samples of the cost a label, or the sum of the samples' costs.</param>
public sealed class CtcLoss(int blank = 0, bool zeroInfinity = false, Reduction reduction = Reduction.Mean)
{
    /// <summary>Computes the loss.</summary>
    /// <param name="scores">Shape [T, N, C]: a row of class scores for each step and sample.</param>
    /// <param name="labels">The labels of all samples, one sample's after another's, from 0 to C − 1 but not the blank.</param>
    /// <param name="labelLengths">How many labels each of the N samples has.</param>
    /// <param name="inputLengths">How many of the T steps belong to each sample; empty for all of them.</param>
    /// <returns>A single number.</returns>
    public Tensor Of(Tensor scores, ReadOnlySpan<int> labels, ReadOnlySpan<int> labelLengths, ReadOnlySpan<int> inputLengths = default) =>
        Ops.Ctc(scores, labels, labelLengths, inputLengths, blank, zeroInfinity, reduction);
}
