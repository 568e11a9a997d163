using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Rectified linear unit that lets a share of the negative numbers through.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="negativeSlope">The slope below 0.</param>
    /// <returns>The same shape: y = x above 0, else slope · x.</returns>
    /// <remarks>Maas, Hannun and Ng, ICML 2013. The gradient at 0 is taken to be the slope below it.</remarks>
    public static Tensor LeakyRelu(Tensor x, double negativeSlope = 0.01) => Unary("LeakyRelu", x, new LeakyReluFunction(negativeSlope));
}
