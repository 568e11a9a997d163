using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>An augmentation that changes the colours of a picture with a given probability, and moves nothing.</summary>
/// <param name="probability">From 0 to 1.</param>
public abstract class ColorAugmentation(float probability) : IAugmentation
{
    /// <summary>How likely a picture is changed.</summary>
    public float Probability { get; } = Amounts.Probability(probability);

    /// <inheritdoc/>
    public void Apply(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(rng);
        if (rng.NextFloat() < Probability)
        {
            Change(source, target, rng);
            return;
        }

        PictureChannels.Convert(source, source.Channels, target);
    }

    /// <summary>Kind and amounts in a few words, such as "RandomPosterize 4".</summary>
    public override string ToString() => AugmentationText.Describe(this);

    /// <summary>Reads one picture and writes the other, of the same size.</summary>
    /// <param name="source">What there is; not to be changed.</param>
    /// <param name="target">What is to be made.</param>
    /// <param name="rng">Where everything random comes from.</param>
    protected abstract void Change(Picture source, Picture target, Rng rng);
}
