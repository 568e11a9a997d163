using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Mish, a smooth rectifier that is not monotonic.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = x · tanh(log(1 + exp(x))).</returns>
    /// <remarks>Misra, arXiv:1908.08681.</remarks>
    public static Tensor Mish(Tensor x) => Unary("Mish", x, new MishFunction());
}
