using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>Blurred with a Gaussian whose width is drawn evenly from a range, with a given probability. See <see cref="Adjust.GaussianBlur"/>.</summary>
/// <remarks>As in SimCLR: Chen et al., arXiv:2002.05709.</remarks>
public sealed class GaussianBlur : ColorAugmentation
{
    private const float Widest = 100;

    /// <summary>Creates it.</summary>
    /// <param name="sigma">Its standard deviation, from the first number to the second, in pixels; null for 0.1 to 2.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount outside of its range.</exception>
    public GaussianBlur((float Low, float High)? sigma = null, float probability = 1)
        : base(probability)
    {
        var (low, high) = sigma ?? DefaultSigma;
        Sigma = Amounts.Range((low, high), low > 0 && high <= Widest, nameof(sigma), "A standard deviation is given by two numbers above 0 and at most 100, the smaller first.");
    }

    /// <summary>The smallest and the largest standard deviation, in pixels.</summary>
    public (float Low, float High) Sigma { get; }

    internal static (float Low, float High) DefaultSigma => (0.1f, 2);

    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        Adjust.GaussianBlur(source, rng.NextFloat(Sigma.Low, Sigma.High), target);
    }
}
