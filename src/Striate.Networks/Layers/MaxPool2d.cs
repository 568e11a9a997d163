using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Max pooling: the largest value in each window. See <see cref="Ops"/>.MaxPool2d.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, OH, OW].</remarks>
/// <param name="kernelSize">Height and width of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
/// <param name="padding">Rows and columns around the image, which never win.</param>
/// <param name="dilation">Distance between a window's places; null for 1.</param>
public sealed class MaxPool2d(Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null) : MaxPool
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of("MaxPool2d", kernelSize, stride, padding, Fit, dilation);

    private protected override Tensor Pool(Tensor x) => Ops.MaxPool2d(x, kernelSize, stride, padding, dilation, Fit);

    private protected override Tensor Pool(Tensor x, out Tensor places) => Ops.MaxPool2d(x, out places, kernelSize, stride, padding, dilation, Fit);
}
