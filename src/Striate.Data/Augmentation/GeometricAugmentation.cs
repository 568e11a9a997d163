using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// An augmentation that moves the pixels of a picture about and changes nothing else. It draws a <see cref="Warp"/>, and
/// the warp moves whatever belongs to the picture.
/// </summary>
public abstract class GeometricAugmentation : IAugmentation
{
    /// <summary>Decides what is to happen to a picture.</summary>
    /// <param name="size">The picture's height and width.</param>
    /// <param name="rng">Where everything random comes from.</param>
    public abstract Warp Draw(Size2d size, Rng rng);

    /// <summary>Kind and amounts in a few words, such as "RandomCrop 4, reflect".</summary>
    public override string ToString() => AugmentationText.Describe(this);

    /// <inheritdoc/>
    public void Apply(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        Draw(Sizes.Of(source), rng).Apply(source, target);
    }

    /// <inheritdoc/>
    public void Apply(Sample source, Sample target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        Draw(Sizes.Of(source.Picture), rng).Apply(source, target);
    }
}
