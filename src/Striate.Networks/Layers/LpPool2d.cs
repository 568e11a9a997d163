using System.Globalization;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Lp pooling: the p-norm of each window. See <see cref="Ops.LpPool2d"/>.</summary>
/// <remarks>Input [N, C, H, W], output [N, C, OH, OW].</remarks>
/// <param name="p">The exponent, above 0.</param>
/// <param name="kernelSize">Height and width of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
public sealed class LpPool2d(double p, Size2d kernelSize, Size2d? stride = null) : Module
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of(string.Create(CultureInfo.InvariantCulture, $"LpPool2d p = {p},"), kernelSize, stride, 0, Fit);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.LpPool2d(x, p, kernelSize, stride, Fit);
}
