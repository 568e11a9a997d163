using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Square.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = x².</returns>
    public static Tensor Square(Tensor x) => Unary("Square", x, new SquareFunction());
}
