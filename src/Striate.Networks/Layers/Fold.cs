using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Adds patches up to images. See <see cref="Ops.Fold"/>.</summary>
/// <remarks>Input [N, C·KH·KW, OH·OW], output [N, C, H, W].</remarks>
/// <param name="outputSize">Height and width of the images.</param>
/// <param name="kernelSize">Height and width of the window.</param>
/// <param name="stride">Step of the window; null for 1.</param>
/// <param name="padding">Rows and columns around the images, which are dropped.</param>
/// <param name="dilation">Distance between the window's places; null for 1.</param>
public sealed class Fold(
    Size2d outputSize, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null) : Module
{
    /// <inheritdoc/>
    public override string Description => $"Fold {kernelSize} to {outputSize}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Fold(x, outputSize, kernelSize, stride, padding, dilation);
}
