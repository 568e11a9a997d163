using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Power of one tensor to the other, number by number.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with it: counted from the last axis, sizes are equal, 1, or left out.</param>
    /// <returns>The larger of the sizes, in the memory order of the larger tensor: y = aᵇ; a negative base takes a whole exponent, else the power is NaN.</returns>
    /// <remarks>The gradient with respect to the exponent is taken to be 0 where the base is 0.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Power(Tensor a, Tensor b) => Binary("Power", a, b, new PowerFunction());

    /// <summary>Power of a tensor's numbers to one exponent.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="exponent">The exponent, p.</param>
    /// <returns>The same shape: y = xᵖ; a negative number takes a whole exponent, else the power is NaN.</returns>
    public static Tensor Power(Tensor x, double exponent) => Unary("Power", x, new PowerOfFunction(exponent));
}
