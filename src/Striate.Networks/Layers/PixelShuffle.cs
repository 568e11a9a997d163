using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Spreads groups of channels over squares of pixels. See <see cref="Ops.PixelShuffle"/>.</summary>
/// <remarks>Input [N, C·r², H, W], output [N, C, H·r, W·r]. Shi et al., arXiv:1609.05158.</remarks>
/// <param name="upscaleFactor">r.</param>
public sealed class PixelShuffle(int upscaleFactor) : Module
{
    /// <inheritdoc/>
    public override string Description => $"PixelShuffle ×{upscaleFactor}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.PixelShuffle(x, upscaleFactor);
}
