using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>
/// One operation of those of <see cref="RandAugment"/>, with wide amounts and a strength drawn anew for each picture: nothing to
/// tune.
/// </summary>
/// <remarks>Müller and Hutter, arXiv:2103.10158, with the wide space and 31 strengths; amounts as torchvision's.</remarks>
public sealed class TrivialAugment : IAugmentation
{
    private const int Strengths = 31;

    /// <summary>"TrivialAugment".</summary>
    public override string ToString() => AugmentationText.Describe(this);

    /// <inheritdoc/>
    public void Apply(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        Draw(source, rng).Apply(source, target);
    }

    /// <inheritdoc/>
    public void Apply(Sample source, Sample target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        Draw(source.Picture, rng).Apply(source, target);
    }

    private static Operation Draw(Picture picture, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        return AugmentationSpace.Wide.Draw(rng.NextInt(Strengths) / (Strengths - 1f), Sizes.Of(picture), rng);
    }
}
