using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>
/// Makes another picture of the same thing out of a picture. What is random in it is drawn from the generator it is given
/// and from nothing else, so that a sample's fate follows from seed, epoch and place alone. One object serves several
/// threads at once. What only moves pixels about derives from <see cref="GeometricAugmentation"/>, which moves boxes,
/// masks and points along; what only changes their colours from <see cref="ColorAugmentation"/>.
/// </summary>
public interface IAugmentation
{
    /// <summary>Reads one picture and writes the other.</summary>
    /// <param name="source">What there is; not to be changed.</param>
    /// <param name="target">What is to be made: give it its size (<see cref="Picture.SetSize"/>), then write all of it.</param>
    /// <param name="rng">Where everything random comes from.</param>
    void Apply(Picture source, Picture target, Rng rng);

    /// <summary>The same with what is marked in the picture. Unless an augmentation says otherwise, the marks stay where they are.</summary>
    /// <param name="source">What there is; not to be changed.</param>
    /// <param name="target">What is made.</param>
    /// <param name="rng">Where everything random comes from: equal states give the picture that the other method gives.</param>
    void Apply(Sample source, Sample target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Apply(source.Picture, target.Picture, rng);
        target.TakeMarksOf(source);
    }
}
