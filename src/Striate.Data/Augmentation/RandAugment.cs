using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>
/// A few operations in a row, each drawn from fourteen: none, shear and shift along x or y, turn, brightness, colour, contrast,
/// sharpness, posterize, solarize, autocontrast, equalize. All have the same strength.
/// </summary>
/// <remarks>Cubuk et al., arXiv:1909.13719; amounts as torchvision's. Shears are about the centre; around the picture there is black.</remarks>
public sealed class RandAugment : IAugmentation
{
    private const int MostOperations = 16;
    private const float MostMagnitude = 30;

    /// <summary>Creates it.</summary>
    /// <param name="operations">How many, from 1 to 16.</param>
    /// <param name="magnitude">Their strength, from 0 to 30.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount outside of its range.</exception>
    public RandAugment(int operations = 2, float magnitude = 9)
    {
        Operations = (int)Amounts.Check(operations, operations is >= 1 and <= MostOperations, nameof(operations), "RandAugment takes 1 to 16 operations.");
        Magnitude = Amounts.Check(magnitude, magnitude is >= 0 and <= MostMagnitude, nameof(magnitude), "A magnitude lies between 0 and 30.");
    }

    /// <summary>How many operations.</summary>
    public int Operations { get; }

    /// <summary>Their strength.</summary>
    public float Magnitude { get; }

    /// <summary>Kind and amounts in a few words, such as "RandAugment 3".</summary>
    public override string ToString() => AugmentationText.Describe(this);

    /// <inheritdoc/>
    public void Apply(Picture source, Picture target, Rng rng) => Apply(new Sample(source), new Sample(target), rng);

    /// <inheritdoc/>
    public void Apply(Sample source, Sample target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(rng);
        var size = Sizes.Of(source.Picture);
        var between = new Sample(Scratch.Take());

        // The last of the steps writes to the target.
        var current = source;
        for (var step = 0; step < Operations; step++)
        {
            var operation = AugmentationSpace.Rand.Draw(Magnitude / MostMagnitude, size, rng);
            var next = (Operations - step) % 2 == 1 ? target : between;
            operation.Apply(current, next);
            current = next;
        }

        Scratch.Return(between.Picture);
    }
}
