using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>While learning, lets a random share of the numbers fall to where <see cref="Selu"/> saturates, so that mean and variance stay. See <see cref="Ops.AlphaDropout"/>.</summary>
/// <remarks>Any shape. Klambauer et al., arXiv:1706.02515.</remarks>
public sealed class AlphaDropout : Module
{
    private readonly double _p;

    /// <summary>Builds the layer.</summary>
    /// <param name="p">Probability to be dropped, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of its range.</exception>
    public AlphaDropout(double p = 0.5) => _p = p is >= 0 and < 1
        ? p
        : throw new ArgumentOutOfRangeException(nameof(p), $"AlphaDropout: p is {p}, expected a probability from 0 to below 1.");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"AlphaDropout {_p}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => IsTraining ? Ops.AlphaDropout(x, _p) : x;
}
