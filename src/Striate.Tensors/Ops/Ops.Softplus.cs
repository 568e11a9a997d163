using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>A smooth rectifier.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="beta">β, above 0: the larger, the sharper the bend at 0.</param>
    /// <returns>The same shape: y = log(1 + exp(βx))/β, computed without overflow.</returns>
    /// <remarks>Dugas et al., NIPS 2000.</remarks>
    public static Tensor Softplus(Tensor x, double beta = 1) => Unary("Softplus", x, new SoftplusFunction(beta));
}
