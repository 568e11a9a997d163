using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>Sharper or blurrier, with a given probability. See <see cref="Adjust.Sharpness"/>.</summary>
/// <param name="factor">0 for blurred, 1 for no change, above 1 for sharper.</param>
/// <param name="probability">From 0 to 1.</param>
public sealed class RandomSharpness(float factor, float probability = 0.5f) : ColorAugmentation(probability)
{
    /// <summary>0 for blurred, 1 for no change, above 1 for sharper.</summary>
    public float Factor { get; } = Amounts.Check(factor, factor >= 0 && float.IsFinite(factor), nameof(factor), "A factor is a number of 0 or more.");

    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng) => Adjust.Sharpness(source, Factor, target);
}
