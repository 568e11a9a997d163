using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>How far a distribution lies from a target, as where a small network learns from a large one.</summary>
    /// <param name="logProbabilities">Logarithms of probabilities, shape [N, …].</param>
    /// <param name="targets">Probabilities, the same shape.</param>
    /// <param name="reduction">The mean over the N samples, PyTorch's "batchmean", or the sum.</param>
    /// <returns>A single number: Σ t·(log t − x) / N; terms with t = 0 are 0.</returns>
    /// <remarks>Kullback and Leibler, Annals of Mathematical Statistics 22, 1951.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or there are no numbers.</exception>
    public static Tensor KLDivergence(Tensor logProbabilities, Tensor targets, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        var samples = logProbabilities.Shape.Rank == 0 ? 1 : logProbabilities.Shape[0];
        return PointwiseLoss("KLDivergence", logProbabilities, targets, default(DivergenceTerm), reduction == Reduction.Sum ? 1 : 1.0 / samples);
    }
}
