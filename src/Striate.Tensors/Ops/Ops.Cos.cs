using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Cosine.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = cos x, x in radians.</returns>
    public static Tensor Cos(Tensor x) => Unary("Cos", x, new CosFunction());
}
