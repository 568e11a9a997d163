using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Where two tensors are equal.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes: y = 1 where a = b, else 0. It has no gradient.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Equal(Tensor a, Tensor b) => Comparison("Equal", a, b, new EqualFunction());

    /// <summary>Where two tensors differ; a NaN differs from all.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes: y = 1 where a ≠ b, else 0. It has no gradient.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor NotEqual(Tensor a, Tensor b) => Comparison("NotEqual", a, b, new NotEqualFunction());
}
