using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Sigmoid linear unit, also called swish.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = x/(1 + exp(−x)).</returns>
    /// <remarks>Elfwing, Uchibe and Doya, arXiv:1702.03118; Ramachandran, Zoph and Le, arXiv:1710.05941.</remarks>
    public static Tensor Silu(Tensor x) => Unary("Silu", x, new SiluFunction());
}
