using System.Numerics;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// How the places of a new picture lie in an old one: (x, y) = (u, v) · <see cref="Back"/> / depth(u, v) + bend(u, v), in
/// pixels from the upper left corner, so that the centre of the first pixel is (0.5, 0.5). Without <see cref="Tilt"/> and
/// <see cref="Bend"/> it is an affine map. A picture, its masks, boxes and key points move by one and the same warp.
/// </summary>
/// <param name="Size">Height and width of the new picture.</param>
/// <param name="Back">From a place in the new picture to the place in the old one.</param>
public readonly record struct Warp(Size2d Size, Matrix3x2 Back)
{
    // Steps in which Move comes nearer to a place that is bent; a bend that folds nothing needs fewer.
    private const int MostSteps = 64;

    /// <summary>What comes from outside of the old picture; black unless told otherwise.</summary>
    public Surroundings Around { get; init; }

    /// <summary>Perspective: depth(u, v) = 1 + u · Tilt.X + v · Tilt.Y + Tilt.Z. Where it is not above 0 there is nothing to see. Zero for none.</summary>
    public Vector3 Tilt { get; init; }

    /// <summary>What bends the picture; null for nothing.</summary>
    public Bend? Bend { get; init; }

    /// <summary>Whether it is no more than an affine map.</summary>
    internal bool IsAffine => Tilt == Vector3.Zero && Bend is null;

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

    /// <summary>A picture of the same size whose places have been moved by a map.</summary>
    /// <param name="size">Height and width of both pictures.</param>
    /// <param name="forth">From a place in the old picture to the place in the new one; it must have an inverse.</param>
    /// <exception cref="InvalidOperationException">The map cannot be inverted: it squeezes the picture into a line.</exception>
    public static Warp Forth(Size2d size, Matrix3x2 forth) => Matrix3x2.Invert(forth, out var back)
        ? new Warp(size, back)
        : throw new InvalidOperationException($"The map {forth} cannot be inverted.");

    /// <summary>Where what is seen at a place of the new picture lies in the old one.</summary>
    /// <param name="place">(u, v) in pixels from the new picture's upper left corner.</param>
    /// <returns>(x, y) in pixels from the old picture's upper left corner; it may lie outside. Not a number where the depth is not above 0.</returns>
    public Vector2 Source(Vector2 place)
    {
        var old = Vector2.Transform(place, Back);
        if (Tilt != Vector3.Zero)
        {
            var depth = 1 + Vector3.Dot(Tilt, new Vector3(place, 1));
            old = depth > 0 ? old / depth : new Vector2(float.NaN);
        }

        return Bend is null ? old : old + Bend.At(place);
    }

    /// <summary>Where a place of the old picture lies in the new one.</summary>
    /// <param name="place">(x, y) in pixels from the old picture's upper left corner.</param>
    /// <returns>(u, v) in pixels from the new picture's upper left corner; it may lie outside.</returns>
    /// <exception cref="InvalidOperationException">The map cannot be inverted: it squeezes the picture into a line.</exception>
    public Vector2 Move(Vector2 place)
    {
        var back = new Matrix4x4(Back.M11, Back.M12, 0, Tilt.X, Back.M21, Back.M22, 0, Tilt.Y, 0, 0, 1, 0, Back.M31, Back.M32, 0, 1 + Tilt.Z);
        if (!Matrix4x4.Invert(back, out var forth))
        {
            throw new InvalidOperationException($"The warp {Back} cannot be inverted.");
        }

        var moved = Seen(place);
        for (var step = 0; Bend is not null && step < MostSteps; step++)
        {
            var next = Seen(place - Bend.At(moved));
            if (Vector2.DistanceSquared(next, moved) < 1e-8f)
            {
                return next;
            }

            moved = next;
        }

        return moved;

        Vector2 Seen(Vector2 old)
        {
            var seen = Vector4.Transform(old, forth);
            return new Vector2(seen.X, seen.Y) / seen.W;
        }
    }

    /// <summary>The smallest upright box around what was in a box of the old picture, as far as the new one shows it.</summary>
    /// <param name="box">In the old picture.</param>
    /// <returns>In the new picture, with the same label; null where none of it is left.</returns>
    public BoundingBox? Move(BoundingBox box)
    {
        const int Parts = 8;
        var (least, most) = (new Vector2(float.PositiveInfinity), new Vector2(float.NegativeInfinity));
        for (var i = 0; i <= Parts; i++)
        {
            var (x, y) = (float.Lerp(box.Left, box.Right, (float)i / Parts), float.Lerp(box.Top, box.Bottom, (float)i / Parts));
            foreach (var place in (ReadOnlySpan<Vector2>)[new(x, box.Top), new(x, box.Bottom), new(box.Left, y), new(box.Right, y)])
            {
                var moved = Move(place);
                (least, most) = (Vector2.Min(least, moved), Vector2.Max(most, moved));
            }
        }

        return box.Within(least, most, Size);
    }

    /// <summary>Moves a picture. What comes from outside of the old picture is as <see cref="Around"/> says.</summary>
    /// <param name="source">The old picture.</param>
    /// <param name="target">The new one; it gets its size here.</param>
    /// <remarks>Whole-pixel crops and flips copy. A change of size along the axes weighs the old pixels with a triangle as
    /// wide as a new pixel, and at least as wide as two old ones: linear interpolation when enlarging, no aliasing when
    /// shrinking. Everything else interpolates bilinearly between the four nearest pixels.</remarks>
    /// <exception cref="ShapeException">The old picture has no pixels, and the new one has.</exception>
    public void Apply(Picture source, Picture target)
    {
        Begin(source, target);
        if (IsAffine && (Resampling.TryCopy(source, target, Back, Around) || Resampling.TryScale(source, target, Back, Around)))
        {
            return;
        }

        Resampling.Interpolate(source, target, this);
    }

    /// <summary>Moves a mask: each new pixel is the nearest old one, so that no values come into being that were not there.</summary>
    /// <param name="source">The old mask.</param>
    /// <param name="target">The new one; it gets its size here. 0 comes from outside of the old one, unless it is reflected.</param>
    /// <exception cref="ShapeException">The old mask has no pixels, and the new one has.</exception>
    public void ApplyToMask(Picture source, Picture target)
    {
        Begin(source, target);
        Resampling.Nearest(source, target, this);
    }

    /// <summary>Moves a picture and everything that is marked in it.</summary>
    /// <param name="source">What there is.</param>
    /// <param name="target">What is made. Points keep their places in the list, also those that now lie outside; boxes of which nothing is left are gone.</param>
    /// <exception cref="ShapeException">The old picture has no pixels, and the new one has.</exception>
    public void Apply(Sample source, Sample target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Apply(source.Picture, target.Picture);
        target.ClearMarks();
        foreach (var box in source.Boxes)
        {
            if (Move(box) is { } moved)
            {
                target.Boxes.Add(moved);
            }
        }

        foreach (var point in source.Points)
        {
            target.Points.Add(Move(point));
        }

        foreach (var mask in source.Masks)
        {
            var moved = new Picture();
            ApplyToMask(mask, moved);
            target.Masks.Add(moved);
        }
    }

    private void Begin(Picture source, Picture target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        target.SetSize(Size.Height, Size.Width, source.Channels);
        if (source.Pixels.IsEmpty && !target.Pixels.IsEmpty)
        {
            throw new ShapeException($"A picture of {source} has no pixels to make one of {Size} from.");
        }
    }
}
