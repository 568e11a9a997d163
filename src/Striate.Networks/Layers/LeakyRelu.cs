using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Rectified linear unit with a slope below 0, y = x above 0, else slope · x. See <see cref="Ops.LeakyRelu"/>.</summary>
/// <remarks>Any shape.</remarks>
/// <param name="negativeSlope">The slope below 0.</param>
public sealed class LeakyRelu(double negativeSlope = 0.01) : Module
{
    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"LeakyRelu {negativeSlope}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Ops.LeakyRelu(x, negativeSlope);
}
