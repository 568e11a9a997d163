using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Mish, y = x · tanh(log(1 + exp(x))). See <see cref="Ops.Mish"/>.</summary>
/// <remarks>Any shape.</remarks>
public sealed class Mish : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Mish(x);
}
