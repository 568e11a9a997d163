using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>What is bright inverted, with a given probability. See <see cref="Adjust.Solarize"/>.</summary>
/// <param name="threshold">The first value that is inverted, from 0 to 256.</param>
/// <param name="probability">From 0 to 1.</param>
public sealed class RandomSolarize(float threshold, float probability = 0.5f) : ColorAugmentation(probability)
{
    /// <summary>The first value that is inverted.</summary>
    public float Threshold { get; } = Amounts.Check(threshold, threshold is >= 0 and <= 256, nameof(threshold), "A threshold lies between 0 and 256.");

    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng) => Adjust.Solarize(source, Threshold, target);
}
