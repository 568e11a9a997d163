using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Max pooling: the largest value in each window. See <see cref="Ops"/>.MaxPool3d.</summary>
/// <remarks>Input [N, C, D, H, W], output [N, C, OD, OH, OW].</remarks>
/// <param name="kernelSize">Depth, height and width of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
/// <param name="padding">Slices, rows and columns around the volume, which never win.</param>
public sealed class MaxPool3d(Size3d kernelSize, Size3d? stride = null, Padding3d padding = default) : Module
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of("MaxPool3d", kernelSize, stride, padding, Fit);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.MaxPool3d(x, kernelSize, stride, padding, fit: Fit);
}
