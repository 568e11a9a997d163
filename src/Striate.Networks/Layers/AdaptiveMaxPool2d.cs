using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Max pooling to a given size, whatever the input's. See <see cref="Ops.AdaptiveMaxPool2d"/>.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, OH, OW].</remarks>
/// <param name="outputSize">Height and width of the output.</param>
public sealed class AdaptiveMaxPool2d(Size2d outputSize) : Module
{
    /// <inheritdoc/>
    public override string Description => $"AdaptiveMaxPool2d to {outputSize}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.AdaptiveMaxPool2d(x, outputSize);
}
