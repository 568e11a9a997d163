using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Max pooling: the largest value in each window. See <see cref="Ops"/>.MaxPool2d.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, OH, OW].</remarks>
/// <param name="kernelSize">Height and width of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
/// <param name="padding">Rows and columns around the image, which never win.</param>
public sealed class MaxPool2d(Size2d kernelSize, Size2d? stride = null, Padding2d padding = default) : Module
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of("MaxPool2d", kernelSize, stride, padding, Fit);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.MaxPool2d(x, kernelSize, stride, padding, fit: Fit);
}
