using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// A part of the picture of its own size, after black or its own reflection has been put around it: a shift by whole pixels, each
/// way equally likely from −padding to padding.
/// </summary>
/// <remarks>Krizhevsky, Sutskever and Hinton, NIPS 2012; with padding: He et al., arXiv:1512.03385, section 4.2.</remarks>
public sealed class RandomCrop : GeometricAugmentation
{
    /// <summary>Creates it.</summary>
    /// <param name="padding">Pixels around the picture, 0 or more.</param>
    /// <param name="around">What is around the picture.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number, or no such surroundings.</exception>
    public RandomCrop(int padding, Surroundings around = Surroundings.Black)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, 1 << 16);
        if (!Enum.IsDefined(around))
        {
            throw new ArgumentOutOfRangeException(nameof(around), around, "Around a picture there is black, or its reflection.");
        }

        (Padding, Around) = (padding, around);
    }

    /// <summary>Pixels around the picture.</summary>
    public int Padding { get; }

    /// <summary>What is around the picture.</summary>
    public Surroundings Around { get; }

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        var top = rng.NextInt((2 * Padding) + 1) - Padding;
        var left = rng.NextInt((2 * Padding) + 1) - Padding;
        return Warp.Crop(size, top, left) with { Around = Around };
    }
}
