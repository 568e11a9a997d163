using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Average pooling: the mean of each window. See <see cref="Ops.AvgPool3d"/>.</summary>
/// <remarks>Input [N, C, D, H, W], output [N, C, OD, OH, OW].</remarks>
/// <param name="kernelSize">Depth, height and width of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
/// <param name="padding">Slices, rows and columns around the volume.</param>
/// <param name="countIncludePad">Whether the padding counts in the mean.</param>
public sealed class AvgPool3d(Size3d kernelSize, Size3d? stride = null, Padding3d padding = default, bool countIncludePad = true) : Module
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of("AvgPool3d", kernelSize, stride, padding, Fit);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.AvgPool3d(x, kernelSize, stride, padding, Fit, countIncludePad);
}
