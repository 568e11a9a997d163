using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Max pooling: the largest value in each window. See <see cref="Ops"/>.MaxPool1d.</summary>
/// <remarks>Input [N, C, L], output [N, C, OL].</remarks>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
/// <param name="padding">Places at the ends, which never win.</param>
/// <param name="dilation">Distance between a window's places.</param>
public sealed class MaxPool1d(int kernelSize, int? stride = null, Padding1d padding = default, int dilation = 1) : MaxPool
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of("MaxPool1d", kernelSize, stride, padding, Fit, dilation);

    private protected override Tensor Pool(Tensor x) => Ops.MaxPool1d(x, kernelSize, stride, padding, dilation, Fit);

    private protected override Tensor Pool(Tensor x, out Tensor places) => Ops.MaxPool1d(x, out places, kernelSize, stride, padding, dilation, Fit);
}
