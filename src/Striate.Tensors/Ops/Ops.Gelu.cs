using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Gaussian error linear unit.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="form">The exact form, or the approximation by tanh.</param>
    /// <returns>The same shape: y = x · Φ(x), Φ(x) = (1 + erf(x/√2))/2, or Φ(x) ≈ (1 + tanh(√(2/π)·(x + 0.044715·x³)))/2.</returns>
    /// <remarks>Hendrycks and Gimpel, arXiv:1606.08415.</remarks>
    public static Tensor Gelu(Tensor x, GeluForm form = GeluForm.Erf) => Unary("Gelu", x, new GeluFunction(form));
}
