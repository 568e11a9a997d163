using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Logistic function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = 1/(1 + exp(−x)), from 0 to 1.</returns>
    public static Tensor Sigmoid(Tensor x) => Unary("Sigmoid", x, new SigmoidFunction());
}
