using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// Brings a picture of any size to one size without distortion: scaled until it just covers it, without aliasing; what
/// hangs over is cut off evenly on both sides.
/// </summary>
/// <param name="size">Height and width in pixels.</param>
public sealed class Cover(Size2d size) : GeometricAugmentation
{
    /// <summary>Height and width in pixels.</summary>
    public Size2d Size { get; } = Sizes.Check(size);

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng) => Warp.Cover(size, Size);
}
