using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>
/// Makes another picture of the same thing out of a picture. What is random in it is drawn from the generator it is given
/// and from nothing else, so that a sample's fate follows from seed, epoch and place alone. One object serves several
/// threads at once. What only moves pixels about derives from <see cref="GeometricAugmentation"/> instead, so that boxes,
/// masks and points can move along.
/// </summary>
public interface IAugmentation
{
    /// <summary>Reads one picture and writes the other.</summary>
    /// <param name="source">What there is; not to be changed.</param>
    /// <param name="target">What is to be made: give it its size (<see cref="Picture.SetSize"/>), then write all of it.</param>
    /// <param name="rng">Where everything random comes from.</param>
    void Apply(Picture source, Picture target, Rng rng);
}
