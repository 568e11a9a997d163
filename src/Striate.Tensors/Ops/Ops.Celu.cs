using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Exponential linear unit whose derivative is continuous for every α.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">α, not 0: the outputs go down to −α.</param>
    /// <returns>The same shape: y = x above 0, else α · (exp(x/α) − 1).</returns>
    /// <remarks>Barron, arXiv:1704.07483.</remarks>
    public static Tensor Celu(Tensor x, double alpha = 1) => Unary("Celu", x, new EluFunction(alpha, InputScale: 1 / alpha));
}
