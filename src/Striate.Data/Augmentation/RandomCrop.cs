using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// A part of the picture of its own size, after black has been put around it: a shift by whole pixels, each way equally
/// likely from −padding to padding.
/// </summary>
/// <remarks>Krizhevsky, Sutskever and Hinton, NIPS 2012; with padding: He et al., arXiv:1512.03385, section 4.2.</remarks>
public sealed class RandomCrop : GeometricAugmentation
{
    /// <summary>Creates it.</summary>
    /// <param name="padding">Pixels around the picture, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    public RandomCrop(int padding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, 1 << 16);
        Padding = padding;
    }

    /// <summary>Pixels around the picture.</summary>
    public int Padding { get; }

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        var top = rng.NextInt((2 * Padding) + 1) - Padding;
        var left = rng.NextInt((2 * Padding) + 1) - Padding;
        return Warp.Crop(size, top, left);
    }
}
