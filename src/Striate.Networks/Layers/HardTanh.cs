using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Hyperbolic tangent of three straight lines, y = min(max(x, −1), 1). See <see cref="Ops.HardTanh"/>.</summary>
/// <remarks>Any shape.</remarks>
public sealed class HardTanh : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.HardTanh(x);
}
