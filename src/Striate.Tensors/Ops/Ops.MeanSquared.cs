using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Mean squared error, the loss of regression.</summary>
    /// <param name="x">Outputs, any shape.</param>
    /// <param name="targets">What they should be, the same shape.</param>
    /// <param name="reduction">The mean over all numbers, or their sum.</param>
    /// <returns>A single number: the mean of (x − t)².</returns>
    /// <exception cref="ShapeException">The shapes differ, or there are no numbers.</exception>
    public static Tensor MeanSquared(Tensor x, Tensor targets, Reduction reduction = Reduction.Mean) =>
        PointwiseLoss("MeanSquared", x, targets, default(SquaredTerm), Scale(x, reduction));
}
