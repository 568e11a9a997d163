using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Variance over axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="keepDims">The axes stay, with size 1.</param>
    /// <param name="correction">What the number of numbers is lessened by: 1 for the unbiased estimate, 0 for the mean square.</param>
    /// <returns>The shape without these axes, or with size 1 in their place: y = Σ (x − mean)²/(n − correction), n numbers a variance.</returns>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Tensor Variance(Tensor x, ReadOnlySpan<int> axes = default, bool keepDims = false, double correction = 1)
    {
        var centred = Subtract(x, Mean(x, axes, keepDims: true));
        return SumTimes("Variance", Square(centred), axes, keepDims, count => 1 / (count - correction));
    }

    /// <summary>Standard deviation over axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="keepDims">The axes stay, with size 1.</param>
    /// <param name="correction">What the number of numbers is lessened by: 1 for the unbiased estimate, 0 for the root mean square.</param>
    /// <returns>The shape without these axes, or with size 1 in their place: y = √(Σ (x − mean)²/(n − correction)).</returns>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Tensor StandardDeviation(Tensor x, ReadOnlySpan<int> axes = default, bool keepDims = false, double correction = 1) =>
        Sqrt(Variance(x, axes, keepDims, correction));
}
