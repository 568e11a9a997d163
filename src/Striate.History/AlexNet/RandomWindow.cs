using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.History;

/// <summary>A square part of a picture, all places equally likely: the 224 of 256 pixels of Krizhevsky, Sutskever and Hinton, NIPS 2012, section 4.1.</summary>
/// <param name="side">Rows and columns of the part, no more than the picture has.</param>
public sealed class RandomWindow(int side) : GeometricAugmentation
{
    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        if (side > size.Height || side > size.Width)
        {
            throw new ShapeException($"RandomWindow of {side} × {side} in a picture of {size.Height} × {size.Width}. Bring pictures to a larger size first.");
        }

        return Warp.Crop(side, rng.NextInt(size.Height - side + 1), rng.NextInt(size.Width - side + 1));
    }
}
