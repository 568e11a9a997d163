using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Logistic function of three straight lines.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = min(max(x + 3, 0), 6)/6.</returns>
    /// <remarks>As in MobileNetV3, Howard et al., arXiv:1905.02244. The gradients at −3 and 3 are taken to be 0.</remarks>
    public static Tensor HardSigmoid(Tensor x) => Unary("HardSigmoid", x, new HardSigmoidFunction());
}
