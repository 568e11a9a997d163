using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>All values about equally frequent, with a given probability. See <see cref="Adjust.Equalize"/>.</summary>
/// <param name="probability">From 0 to 1.</param>
public sealed class RandomEqualize(float probability = 0.5f) : ColorAugmentation(probability)
{
    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng) => Adjust.Equalize(source, target);
}
