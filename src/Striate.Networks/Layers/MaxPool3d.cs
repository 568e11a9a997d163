using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Max pooling: the largest value in each window. See <see cref="Ops"/>.MaxPool3d.</summary>
/// <remarks>Input [N, C, D, H, W], output [N, C, OD, OH, OW].</remarks>
/// <param name="kernelSize">Depth, height and width of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
/// <param name="padding">Slices, rows and columns around the volume, which never win.</param>
/// <param name="dilation">Distance between a window's places; null for 1.</param>
public sealed class MaxPool3d(Size3d kernelSize, Size3d? stride = null, Padding3d padding = default, Size3d? dilation = null) : MaxPool
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of("MaxPool3d", kernelSize, stride, padding, Fit, dilation);

    private protected override Tensor Pool(Tensor x) => Ops.MaxPool3d(x, kernelSize, stride, padding, dilation, Fit);

    private protected override Tensor Pool(Tensor x, out Tensor places) => Ops.MaxPool3d(x, out places, kernelSize, stride, padding, dilation, Fit);
}
