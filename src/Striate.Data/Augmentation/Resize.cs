using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>The whole picture in another size, without aliasing; its proportions may change. See <see cref="Cover"/>.</summary>
/// <param name="size">Height and width in pixels.</param>
public sealed class Resize(Size2d size) : GeometricAugmentation
{
    /// <summary>Height and width in pixels.</summary>
    public Size2d Size { get; } = Sizes.Check(size);

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng) => Warp.Resize(size, Size);
}
