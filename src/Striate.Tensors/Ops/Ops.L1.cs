using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Mean absolute error, a loss of regression that single outliers move little.</summary>
    /// <param name="x">Outputs, any shape.</param>
    /// <param name="targets">What they should be, the same shape.</param>
    /// <param name="reduction">The mean over all numbers, or their sum.</param>
    /// <returns>A single number: the mean of |x − t|.</returns>
    /// <remarks>The gradient where both are equal is taken to be 0.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or there are no numbers.</exception>
    public static Tensor L1(Tensor x, Tensor targets, Reduction reduction = Reduction.Mean) =>
        PointwiseLoss("L1", x, targets, default(AbsoluteTerm), Scale(x, reduction));
}
