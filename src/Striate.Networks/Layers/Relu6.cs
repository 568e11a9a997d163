using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Rectified linear unit with a ceiling, y = min(max(x, 0), 6).</summary>
/// <remarks>Any shape.</remarks>
public sealed class Relu6 : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Relu6(x);
}
