using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Opposite number.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = −x.</returns>
    public static Tensor Negate(Tensor x) => Unary("Negate", x, new NegateFunction());
}
