using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Swish of three pieces, without an exponential.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = x · min(max(x + 3, 0), 6)/6.</returns>
    /// <remarks>Howard et al., arXiv:1905.02244.</remarks>
    public static Tensor HardSwish(Tensor x) => Unary("HardSwish", x, new HardSwishFunction());
}
