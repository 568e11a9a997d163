using System.Numerics;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// How the places of a new picture lie in an old one: (x, y) = (u, v) · <see cref="Back"/>, an affine map, in pixels from
/// the upper left corner, so that the centre of the first pixel is (0.5, 0.5). A picture, and later its masks, boxes and
/// key points, move by one and the same warp.
/// </summary>
/// <param name="Size">Height and width of the new picture.</param>
/// <param name="Back">From a place in the new picture to the place in the old one.</param>
public readonly record struct Warp(Size2d Size, Matrix3x2 Back)
{
    /// <summary>What comes from outside of the old picture; black unless told otherwise.</summary>
    public Surroundings Around { get; init; }

    /// <summary>A part of the picture: the new upper left corner is the old place (left, top), which may lie outside.</summary>
    /// <param name="size">Height and width of the part.</param>
    /// <param name="top">Rows from the upper edge.</param>
    /// <param name="left">Columns from the left edge.</param>
    public static Warp Crop(Size2d size, int top, int left) => new(size, Matrix3x2.CreateTranslation(left, top));

    /// <summary>Left and right exchanged.</summary>
    /// <param name="size">Height and width of the picture.</param>
    public static Warp Flip(Size2d size) => new(size, new Matrix3x2(-1, 0, 0, 1, size.Width, 0));

    /// <summary>The whole picture in another size; each axis by a scale of its own.</summary>
    /// <param name="from">Height and width of the old picture.</param>
    /// <param name="to">Height and width of the new one.</param>
    public static Warp Resize(Size2d from, Size2d to) =>
        new(to, Matrix3x2.CreateScale((float)from.Width / to.Width, (float)from.Height / to.Height));

    /// <summary>The largest middle part of the picture that has the new one's proportions, brought to its size.</summary>
    /// <param name="from">Height and width of the old picture.</param>
    /// <param name="to">Height and width of the new one.</param>
    public static Warp Cover(Size2d from, Size2d to)
    {
        var scale = MathF.Min((float)from.Width / to.Width, (float)from.Height / to.Height);
        return new(to, Matrix3x2.CreateScale(scale)
            * Matrix3x2.CreateTranslation((from.Width - (scale * to.Width)) / 2, (from.Height - (scale * to.Height)) / 2));
    }

    /// <summary>Where a place of the old picture lies in the new one.</summary>
    /// <param name="place">(x, y) in pixels from the old picture's upper left corner.</param>
    /// <returns>(u, v) in pixels from the new picture's upper left corner; it may lie outside.</returns>
    /// <exception cref="InvalidOperationException">The map cannot be inverted: it squeezes the picture into a line.</exception>
    public Vector2 Move(Vector2 place) => Matrix3x2.Invert(Back, out var forth)
        ? Vector2.Transform(place, forth)
        : throw new InvalidOperationException($"The warp {Back} cannot be inverted.");

    /// <summary>Moves a picture. What comes from outside of the old picture is as <see cref="Around"/> says.</summary>
    /// <param name="source">The old picture.</param>
    /// <param name="target">The new one; it gets its size here.</param>
    /// <remarks>Whole-pixel crops and flips copy. A change of size along the axes weighs the old pixels with a triangle as
    /// wide as a new pixel, and at least as wide as two old ones: linear interpolation when enlarging, no aliasing when
    /// shrinking. Everything else interpolates bilinearly between the four nearest pixels.</remarks>
    /// <exception cref="ShapeException">The old picture has no pixels, and the new one has.</exception>
    public void Apply(Picture source, Picture target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        target.SetSize(Size.Height, Size.Width, source.Channels);
        if (source.Pixels.IsEmpty && !target.Pixels.IsEmpty)
        {
            throw new ShapeException($"A picture of {source} has no pixels to make one of {Size} from.");
        }

        if (Resampling.TryCopy(source, target, Back, Around) || Resampling.TryScale(source, target, Back, Around))
        {
            return;
        }

        Resampling.Interpolate(source, target, Back, Around);
    }
}
