using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>Only the upper bits of each value, with a given probability. See <see cref="Adjust.Posterize"/>.</summary>
/// <param name="bits">From 0 to 8.</param>
/// <param name="probability">From 0 to 1.</param>
public sealed class RandomPosterize(int bits, float probability = 0.5f) : ColorAugmentation(probability)
{
    /// <summary>How many bits are kept.</summary>
    public int Bits { get; } = (int)Amounts.Check(bits, bits is >= 0 and <= 8, nameof(bits), "A value has 0 to 8 bits.");

    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng) => Adjust.Posterize(source, Bits, target);
}
