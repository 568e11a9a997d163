using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Sine.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape: y = sin x, x in radians.</returns>
    public static Tensor Sin(Tensor x) => Unary("Sin", x, new SinFunction());
}
