using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Rectified linear unit that saturates at 6, so that its outputs keep their precision in few bits.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = min(max(x, 0), 6).</returns>
    /// <remarks>Howard et al., arXiv:1704.04861. The gradients at 0 and at 6 are taken to be 0.</remarks>
    public static Tensor Relu6(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Activate("Relu6", x, Activation.Relu6);
    }
}
