using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Hyperbolic tangent, y = tanh(x).</summary>
/// <remarks>Any shape.</remarks>
public sealed class Tanh : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Tanh(x);
}
