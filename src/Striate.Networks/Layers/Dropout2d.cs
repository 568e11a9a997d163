using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>While learning, sets a random share of whole channels to zero and scales the others up to match. See <see cref="Ops.Dropout2d"/>.</summary>
/// <remarks>Shape [N, C, …]. Tompson et al., arXiv:1411.4280.</remarks>
public sealed class Dropout2d : Module
{
    private readonly double _p;

    /// <summary>Builds the layer.</summary>
    /// <param name="p">Probability to be dropped, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of its range.</exception>
    public Dropout2d(double p = 0.5) => _p = p is >= 0 and < 1
        ? p
        : throw new ArgumentOutOfRangeException(nameof(p), $"Dropout2d: p is {p}, expected a probability from 0 to below 1.");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"Dropout2d {_p}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => IsTraining ? Ops.Dropout2d(x, _p) : x;
}
