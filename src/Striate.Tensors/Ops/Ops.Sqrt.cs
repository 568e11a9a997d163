using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Square root.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = √x; NaN below 0.</returns>
    public static Tensor Sqrt(Tensor x) => Unary("Sqrt", x, new SqrtFunction());
}
