using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Rectified linear unit.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = max(x, 0).</returns>
    /// <remarks>Nair and Hinton, ICML 2010. The gradient at 0 is taken to be 0.</remarks>
    public static Tensor Relu(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Activate("Relu", x, Activation.Relu);
    }
}
