using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Chooses between two tensors, number by number.</summary>
    /// <param name="condition">A mask such as a comparison gives: 0 for no, all else for yes.</param>
    /// <param name="ifTrue">What is taken where it is yes.</param>
    /// <param name="ifFalse">What is taken where it is no. All three broadcast: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The largest of the sizes. What is not taken does not count, even if it is NaN, and gets no gradient.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Where(Tensor condition, Tensor ifTrue, Tensor ifFalse) => Add(
        Binary("Where", condition, ifTrue, new MaskFunction(Inverted: false)), Binary("Where", condition, ifFalse, new MaskFunction(Inverted: true)));
}
