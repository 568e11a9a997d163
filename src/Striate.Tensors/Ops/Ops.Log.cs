using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Natural logarithm.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = log x; NaN below 0.</returns>
    public static Tensor Log(Tensor x) => Unary("Log", x, new LogFunction());
}
