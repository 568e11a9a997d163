using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>While learning, sets a random share of the numbers to zero and scales the others up to match.</summary>
/// <remarks>Any shape. Srivastava et al., JMLR 15, 2014. What is dropped follows from the seed of the <see cref="Tape"/>.</remarks>
public sealed class Dropout : Module
{
    private readonly double _p;

    /// <summary>Builds the layer.</summary>
    /// <param name="p">Probability of each number to be dropped, from 0 to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of its range.</exception>
    public Dropout(double p = 0.5) => _p = p is >= 0 and < 1
        ? p
        : throw new ArgumentOutOfRangeException(nameof(p), $"Dropout: p is {p}, expected a probability from 0 to below 1.");

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"Dropout {_p}");

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => IsTraining && _p > 0 ? Ops.Dropout(x, _p) : x;
}
