using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The patches that a sliding window sees, one a column. See <see cref="Ops.Unfold"/>.</summary>
/// <remarks>Input [N, C, H, W], output [N, C·KH·KW, OH·OW].</remarks>
/// <param name="kernelSize">Height and width of the window.</param>
/// <param name="stride">Step of the window; null for 1.</param>
/// <param name="padding">Rows and columns of zeros around the images.</param>
/// <param name="dilation">Distance between the window's places; null for 1.</param>
public sealed class Unfold(Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null) : Module
{
    /// <inheritdoc/>
    public override string Description => $"Unfold {kernelSize}";

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Unfold(x, kernelSize, stride, padding, dilation);
}
