using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>While learning, sets a random share of the numbers to zero and scales the others up to match.</summary>
/// <remarks>Any shape. Srivastava et al., JMLR 15, 2014. What is dropped follows from the seed of the <see cref="Tape"/>.</remarks>
public sealed class Dropout : Module
{
    private readonly double _share;

    /// <summary>Builds the layer.</summary>
    /// <param name="share">Share of the numbers that are dropped, from 0 to below 1.</param>
    public Dropout(double share = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        _share = share;
    }

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"Dropout {_share}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => IsTraining ? Ops.Dropout(x, _share) : x;
}
