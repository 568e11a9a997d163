using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Average pooling: the mean of each window. See <see cref="Ops.AvgPool2d"/>.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, OH, OW].</remarks>
/// <param name="kernelSize">Height and width of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
/// <param name="padding">Zeros around the image.</param>
/// <param name="countIncludePad">Whether the padding counts in the mean.</param>
public sealed class AvgPool2d(Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, bool countIncludePad = true) : Module
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of("AvgPool2d", kernelSize, stride, padding, Fit);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.AvgPool2d(x, kernelSize, stride, padding, Fit, countIncludePad);
}
