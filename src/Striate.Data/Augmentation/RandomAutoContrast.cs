using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>Each channel from black to full, with a given probability. See <see cref="Adjust.AutoContrast"/>.</summary>
/// <param name="probability">From 0 to 1.</param>
public sealed class RandomAutoContrast(float probability = 0.5f) : ColorAugmentation(probability)
{
    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng) => Adjust.AutoContrast(source, target);
}
