using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Difference of two tensors.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes, in the memory order of the larger tensor: y = a − b.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Subtract(Tensor a, Tensor b) => Binary("Subtract", a, b, new SubtractFunction());
}
