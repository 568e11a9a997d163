using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    // The fixed point of mean 0 and variance 1, as the authors' code has it.
    private const double SeluAlpha = 1.6732632423543772, SeluScale = 1.0507009873554805;

    /// <summary>Exponential linear unit scaled so that the outputs of deep nets keep mean 0 and variance 1.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = λ · x above 0, else λ · α · (exp(x) − 1), λ = 1.0507009873554805, α = 1.6732632423543772.</returns>
    /// <remarks>Klambauer et al., arXiv:1706.02515; they ask for weights of variance 1/fan-in and for <see cref="AlphaDropout"/>.</remarks>
    public static Tensor Selu(Tensor x) => Unary("Selu", x, new EluFunction(SeluAlpha, SeluScale));
}
