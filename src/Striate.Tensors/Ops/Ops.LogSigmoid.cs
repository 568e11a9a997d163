using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Logarithm of the logistic function.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = −log(1 + exp(−x)), computed without overflow.</returns>
    public static Tensor LogSigmoid(Tensor x) => Unary("LogSigmoid", x, new LogSigmoidFunction());
}
