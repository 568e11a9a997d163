using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>While learning, sets a random share of whole samples to zero and scales the others up to match: stochastic depth, for what a residual block adds. See <see cref="Ops.DropPath"/>.</summary>
/// <remarks>Shape [N, …]. Huang et al., arXiv:1603.09382.</remarks>
public sealed class DropPath : Module
{
    private readonly double _p;

    /// <summary>Builds the layer.</summary>
    /// <param name="p">Probability to be dropped, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of its range.</exception>
    public DropPath(double p = 0.5) => _p = p is >= 0 and < 1
        ? p
        : throw new ArgumentOutOfRangeException(nameof(p), $"DropPath: p is {p}, expected a probability from 0 to below 1.");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"DropPath {_p}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => IsTraining && _p > 0 ? Ops.DropPath(x, _p) : x;
}
