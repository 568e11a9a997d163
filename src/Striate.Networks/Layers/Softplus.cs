using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>A smooth rectifier, y = log(1 + exp(βx))/β. See <see cref="Ops.Softplus"/>.</summary>
/// <remarks>Any shape.</remarks>
/// <param name="beta">β, above 0: the larger, the sharper the bend at 0.</param>
public sealed class Softplus(double beta = 1) : Module
{
    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"Softplus {beta}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Softplus(x, beta);
}
