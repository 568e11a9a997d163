using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// The middle of a picture, cut to the pixel: top = ⌊(H − h) / 2⌋, left = ⌊(W − w) / 2⌋. Around a picture that is smaller
/// there is black.
/// </summary>
/// <param name="size">Height and width in pixels.</param>
public sealed class CenterCrop(Size2d size) : GeometricAugmentation
{
    /// <summary>Height and width in pixels.</summary>
    public Size2d Size { get; } = Sizes.Check(size);

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng) =>
        Warp.Crop(Size, (size.Height - Size.Height) >> 1, (size.Width - Size.Width) >> 1);
}
