using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Where one tensor is above the other.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes: y = 1 where a &gt; b, else 0. It has no gradient.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Greater(Tensor a, Tensor b) => Comparison("Greater", a, b, new GreaterFunction());

    /// <summary>Where one tensor is not below the other.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes: y = 1 where a ≥ b, else 0. It has no gradient.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor GreaterOrEqual(Tensor a, Tensor b) => Comparison("GreaterOrEqual", a, b, new GreaterOrEqualFunction());

    /// <summary>Where one tensor is below the other.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes: y = 1 where a &lt; b, else 0. It has no gradient.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Less(Tensor a, Tensor b) => Comparison("Less", b, a, new GreaterFunction());

    /// <summary>Where one tensor is not above the other.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes: y = 1 where a ≤ b, else 0. It has no gradient.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor LessOrEqual(Tensor a, Tensor b) => Comparison("LessOrEqual", b, a, new GreaterOrEqualFunction());
}
