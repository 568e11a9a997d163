using System.Globalization;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Lp pooling: the p-norm of each window. See <see cref="Ops.LpPool1d"/>.</summary>
/// <remarks>Input [N, C, L], output [N, C, OL].</remarks>
/// <param name="p">The exponent, above 0.</param>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step of the window; null for the window's own size.</param>
public sealed class LpPool1d(double p, int kernelSize, int? stride = null) : Module
{
    /// <summary>What to do when the stride does not divide.</summary>
    public Fit Fit { get; init; }

    /// <inheritdoc/>
    public override string Description => PoolDescription.Of(string.Create(CultureInfo.InvariantCulture, $"LpPool1d p = {p},"), kernelSize, stride, 0, Fit);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.LpPool1d(x, p, kernelSize, stride, Fit);
}
