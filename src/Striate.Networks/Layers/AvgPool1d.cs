using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Average pooling: the mean of each window. See <see cref="Ops.AvgPool1d"/>.</summary>
/// <remarks>Input [N, C, L], output [N, C, OL].</remarks>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
/// <param name="padding">Places at the ends.</param>
/// <param name="countIncludePad">Whether the padding counts in the mean.</param>
public sealed class AvgPool1d(int kernelSize, int? stride = null, Padding1d padding = default, bool countIncludePad = true) : Module
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of("AvgPool1d", kernelSize, stride, padding, Fit);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.AvgPool1d(x, kernelSize, stride, padding, Fit, countIncludePad);
}
