using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Reciprocal.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = 1/x.</returns>
    public static Tensor Reciprocal(Tensor x) => Unary("Reciprocal", x, new ReciprocalFunction());
}
