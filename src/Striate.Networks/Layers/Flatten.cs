using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Stretches each sample to one row of numbers.</summary>
/// <remarks>Input [N, ...], output [N, product of the rest].</remarks>
public sealed class Flatten : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Flatten(x);
}
