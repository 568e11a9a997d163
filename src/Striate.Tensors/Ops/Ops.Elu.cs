using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Exponential linear unit.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">α: the outputs go down to −α.</param>
    /// <returns>The same shape: y = x above 0, else α · (exp(x) − 1).</returns>
    /// <remarks>Clevert, Unterthiner and Hochreiter, arXiv:1511.07289.</remarks>
    public static Tensor Elu(Tensor x, double alpha = 1) => Unary("Elu", x, new EluFunction(alpha));
}
