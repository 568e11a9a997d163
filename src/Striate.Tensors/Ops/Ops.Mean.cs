using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Mean over axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes, −1 the last; none for all.</param>
    /// <param name="keepDims">The axes stay, with size 1.</param>
    /// <returns>The shape without these axes, or with size 1 in their place: y = Σ x / n, n numbers a sum.</returns>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Tensor Mean(Tensor x, ReadOnlySpan<int> axes = default, bool keepDims = false) => SumTimes("Mean", x, axes, keepDims, count => 1.0 / count);

}
