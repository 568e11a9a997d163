using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>Grey instead of colour, with a given probability; the number of channels stays.</summary>
/// <param name="probability">From 0 to 1.</param>
public sealed class RandomGrayscale(float probability = 0.1f) : ColorAugmentation(probability)
{
    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng) => Adjust.Saturation(source, 0, target);
}
