using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Scaled exponential linear unit, y = λ · x above 0, else λ · α · (exp(x) − 1). See <see cref="Ops.Selu"/>.</summary>
/// <remarks>Any shape.</remarks>
public sealed class Selu : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Selu(x);
}
