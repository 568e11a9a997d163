using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = tanh(x), from −1 to 1.</returns>
    public static Tensor Tanh(Tensor x) => Unary("Tanh", x, new TanhFunction());
}
