using Striate.Kernels.Elementwise;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Gaussian error linear unit, y = x · Φ(x). See <see cref="Ops.Gelu"/>.</summary>
/// <remarks>Any shape.</remarks>
/// <param name="form">The exact form, or the approximation by tanh.</param>
public sealed class Gelu(GeluForm form = GeluForm.Erf) : Module
{
    /// <inheritdoc/>
    public override string Description => form == GeluForm.Tanh ? "Gelu, tanh" : "Gelu";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Gelu(x, form);
}
