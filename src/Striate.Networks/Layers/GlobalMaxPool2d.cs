using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The maximum of each activation map.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, 1, 1].</remarks>
public sealed class GlobalMaxPool2d : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.GlobalMaxPool2d(x);
}
