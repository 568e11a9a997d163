using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Sigmoid linear unit, also called swish, y = x/(1 + exp(−x)). See <see cref="Ops.Silu"/>.</summary>
/// <remarks>Any shape.</remarks>
public sealed class Silu : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Silu(x);
}
