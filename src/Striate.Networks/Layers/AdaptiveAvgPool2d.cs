using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Average pooling to a given size, whatever the input's. See <see cref="Ops.AdaptiveAvgPool2d"/>.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, OH, OW].</remarks>
/// <param name="outputSize">Height and width of the output.</param>
public sealed class AdaptiveAvgPool2d(Size2d outputSize) : Module
{
    /// <inheritdoc/>
    public override string Description => $"AdaptiveAvgPool2d to {outputSize}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.AdaptiveAvgPool2d(x, outputSize);
}
