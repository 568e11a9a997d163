using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Rectified linear unit, y = max(x, 0).</summary>
/// <remarks>Any shape.</remarks>
public sealed class Relu : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Relu(x);
}
