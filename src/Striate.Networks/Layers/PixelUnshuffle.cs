using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Gathers squares of pixels in as many channels. See <see cref="Ops.PixelUnshuffle"/>.</summary>
/// <remarks>Input [N, C, H·r, W·r], output [N, C·r², H, W].</remarks>
/// <param name="downscaleFactor">r.</param>
public sealed class PixelUnshuffle(int downscaleFactor) : Module
{
    /// <inheritdoc/>
    public override string Description => $"PixelUnshuffle ÷{downscaleFactor}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.PixelUnshuffle(x, downscaleFactor);
}
