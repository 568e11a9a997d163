using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Exponential function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = eˣ.</returns>
    public static Tensor Exp(Tensor x) => Unary("Exp", x, new ExpFunction());
}
