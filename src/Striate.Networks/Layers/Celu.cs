using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Exponential linear unit whose derivative is continuous, y = x above 0, else α · (exp(x/α) − 1). See <see cref="Ops.Celu"/>.</summary>
/// <remarks>Any shape.</remarks>
/// <param name="alpha">α, not 0: the outputs go down to −α.</param>
public sealed class Celu(double alpha = 1) : Module
{
    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"Celu {alpha}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.Celu(x, alpha);
}
