using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Logistic function of three straight lines, y = min(max(x + 3, 0), 6)/6. See <see cref="Ops.HardSigmoid"/>.</summary>
/// <remarks>Any shape.</remarks>
public sealed class HardSigmoid : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.HardSigmoid(x);
}
