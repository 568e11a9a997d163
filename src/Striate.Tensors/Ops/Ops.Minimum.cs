using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The smaller of two tensors, number by number.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes, in the memory order of the larger tensor: y = min(a, b); a NaN in either stays.</returns>
    /// <remarks>The gradient goes to the smaller, or half to each where both are equal.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Minimum(Tensor a, Tensor b) => Binary("Minimum", a, b, new MinimumFunction());
}
