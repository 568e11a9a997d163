using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>The negative, with a given probability. See <see cref="Adjust.Invert"/>.</summary>
/// <param name="probability">From 0 to 1.</param>
public sealed class RandomInvert(float probability = 0.5f) : ColorAugmentation(probability)
{
    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng) => Adjust.Invert(source, target);
}
