using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Swish of three pieces, y = x · min(max(x + 3, 0), 6)/6. See <see cref="Ops.HardSwish"/>.</summary>
/// <remarks>Any shape.</remarks>
public sealed class HardSwish : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.HardSwish(x);
}
