using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Huber's loss: squared errors as long as they are small, absolute ones beyond.</summary>
    /// <param name="x">Outputs, any shape.</param>
    /// <param name="targets">What they should be, the same shape.</param>
    /// <param name="delta">Where it changes from one to the other, δ.</param>
    /// <param name="reduction">The mean over all numbers, or their sum.</param>
    /// <returns>A single number: the mean of e²/2 where |e| ≤ δ, else δ·(|e| − δ/2), e = x − t.</returns>
    /// <remarks>Huber, Annals of Mathematical Statistics 35, 1964.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or there are no numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">δ is not above 0.</exception>
    public static Tensor Huber(Tensor x, Tensor targets, double delta = 1, Reduction reduction = Reduction.Mean) =>
        PointwiseLoss("Huber", x, targets, new HuberTerm(CheckAbove0(delta, "Huber", nameof(delta))), Scale(x, reduction));

    /// <summary>The smooth L1 loss of detectors: Huber's loss divided by δ, so that its straight parts have slope 1.</summary>
    /// <param name="x">Outputs, any shape.</param>
    /// <param name="targets">What they should be, the same shape.</param>
    /// <param name="beta">Where squared errors end, β.</param>
    /// <param name="reduction">The mean over all numbers, or their sum.</param>
    /// <returns>A single number: the mean of e²/(2·β) where |e| ≤ β, else |e| − β/2, e = x − t.</returns>
    /// <remarks>Girshick, arXiv:1504.08083.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or there are no numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β is not above 0.</exception>
    public static Tensor SmoothL1(Tensor x, Tensor targets, double beta = 1, Reduction reduction = Reduction.Mean) =>
        PointwiseLoss("SmoothL1", x, targets, new HuberTerm(CheckAbove0(beta, "SmoothL1", nameof(beta))), Scale(x, reduction) / beta);
}
