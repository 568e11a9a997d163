using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>Left and right exchanged, with a given probability. Not for things that read otherwise in a mirror, such as digits.</summary>
/// <remarks>Krizhevsky, Sutskever and Hinton, NIPS 2012.</remarks>
public sealed class RandomFlip : GeometricAugmentation
{
    /// <summary>Creates it.</summary>
    /// <param name="probability">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public RandomFlip(float probability = 0.5f) => Probability = Amounts.Probability(probability);

    /// <summary>How likely a picture is flipped.</summary>
    public float Probability { get; }

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        return rng.NextFloat() < Probability ? Warp.Flip(size) : Warp.Crop(size, 0, 0);
    }
}
