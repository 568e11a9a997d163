using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Logarithm of the logistic function, y = −log(1 + exp(−x)). See <see cref="Ops.LogSigmoid"/>.</summary>
/// <remarks>Any shape.</remarks>
public sealed class LogSigmoid : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.LogSigmoid(x);
}
