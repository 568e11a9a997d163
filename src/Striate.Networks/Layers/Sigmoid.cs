using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Logistic function, y = 1/(1 + e⁻ˣ).</summary>
/// <remarks>Any shape.</remarks>
public sealed class Sigmoid : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Sigmoid(x);
}
