using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Max pooling to a given size, whatever the input's. See <see cref="Ops.AdaptiveMaxPool3d"/>.</summary>
/// <remarks>Input [N, C, D, H, W], output [N, C, OD, OH, OW].</remarks>
/// <param name="outputSize">Depth, height and width of the output.</param>
public sealed class AdaptiveMaxPool3d(Size3d outputSize) : Module
{
    /// <inheritdoc/>
    public override string Description => $"AdaptiveMaxPool3d to {outputSize}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.AdaptiveMaxPool3d(x, outputSize);
}
