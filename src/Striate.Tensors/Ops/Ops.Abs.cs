using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Size without sign.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = |x|.</returns>
    /// <remarks>The gradient at 0 is taken to be 0.</remarks>
    public static Tensor Abs(Tensor x) => Unary("Abs", x, new AbsFunction());
}
