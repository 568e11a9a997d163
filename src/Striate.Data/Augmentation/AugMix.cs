using System.Buffers;
using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>
/// The picture mixed with three of its augmentations, each a chain of one to three operations: y = m · x + (1 − m) · Σ wᵢ ·
/// chainᵢ(x), with the weights w from a Dirichlet and m from a beta distribution. What is marked in the picture stays where it is.
/// </summary>
/// <remarks>Hendrycks et al., arXiv:1912.02781, with both distributions even (α = 1); amounts as torchvision's.</remarks>
public sealed class AugMix : IAugmentation
{
    private const int Chains = 3;
    private const int LongestChain = 3;
    private const int MostSeverity = 10;

    /// <summary>Creates it.</summary>
    /// <param name="severity">Strength of the operations, from 1 to 10.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not from 1 to 10.</exception>
    public AugMix(int severity = 3) =>
        Severity = (int)Amounts.Check(severity, severity is >= 1 and <= MostSeverity, nameof(severity), "A severity is a number from 1 to 10.");

    /// <summary>Strength of the operations.</summary>
    public int Severity { get; }

    /// <summary>Kind and amounts in a few words, such as "AugMix 5".</summary>
    public override string ToString() => AugmentationText.Describe(this);

    /// <inheritdoc/>
    public void Apply(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(rng);
        target.SetSize(source.Height, source.Width, source.Channels);
        var buffer = ArrayPool<float>.Shared.Rent(source.Pixels.Length);
        var sums = buffer.AsSpan(0, source.Pixels.Length);
        sums.Clear();

        // Dirichlet weights with α = 1 are exponential draws over their sum; a beta draw with α = 1 is even.
        var kept = rng.NextFloat();
        Span<float> weights = stackalloc float[Chains];
        var total = 0f;
        foreach (ref var weight in weights)
        {
            weight = -MathF.Log(1 - rng.NextFloat());
            total += weight;
        }

        PixelMath.AddScaled(source.Pixels, total > 0 ? kept : 1, sums);
        foreach (var weight in weights)
        {
            var end = Chain(source, rng);
            PixelMath.AddScaled(end.Pixels, total > 0 ? (1 - kept) * weight / total : 0, sums);
            Scratch.Return(end);
        }

        PixelMath.ToBytes(sums, target.WritablePixels);
        ArrayPool<float>.Shared.Return(buffer);
    }

    private Picture Chain(Picture source, Rng rng)
    {
        var (first, second) = (Scratch.Take(), Scratch.Take());
        var (current, next) = (source, first);
        for (var left = 1 + rng.NextInt(LongestChain); left > 0; left--)
        {
            var strength = rng.NextInt(Severity) / (MostSeverity - 1f);
            AugmentationSpace.Mix.Draw(strength, Sizes.Of(source), rng).Apply(current, next);
            (current, next) = (next, ReferenceEquals(next, first) ? second : first);
        }

        Scratch.Return(next);
        return current;
    }
}
