using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The mean of each activation map.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, 1, 1]. Lin, Chen and Yan, arXiv:1312.4400.</remarks>
public sealed class GlobalAvgPool2d : Module
{
    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.GlobalAvgPool2d(x);
}
