using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Exponential linear unit, y = x above 0, else α · (exp(x) − 1). See <see cref="Ops.Elu"/>.</summary>
/// <remarks>Any shape.</remarks>
/// <param name="alpha">α: the outputs go down to −α.</param>
public sealed class Elu(double alpha = 1) : Module
{
    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"Elu {alpha}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Elu(x, alpha);
}
