using System.Numerics;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// The picture as if seen aslant: each of its corners moves inwards at random, with a given probability; around it there is
/// black.
/// </summary>
/// <remarks>As torchvision's RandomPerspective. The map of a square to four corners: Heckbert, Fundamentals of Texture
/// Mapping and Image Warping, 1989, section 2.2.3.</remarks>
public sealed class RandomPerspective : GeometricAugmentation
{
    // Beyond two thirds the four corners may no longer be those of a convex shape.
    private const float Most = 0.6f;

    /// <summary>Creates it.</summary>
    /// <param name="distortion">How far corners move at most: a share of half the width and half the height, from 0 to 0.6.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount outside of its range.</exception>
    public RandomPerspective(float distortion = 0.5f, float probability = 0.5f)
    {
        Distortion = Amounts.Check(distortion, distortion is >= 0 and <= Most, nameof(distortion), "A distortion lies between 0 and 0.6.");
        Probability = Amounts.Probability(probability);
    }

    /// <summary>How far corners move at most.</summary>
    public float Distortion { get; }

    /// <summary>How likely a picture is changed.</summary>
    public float Probability { get; }

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        if (rng.NextFloat() >= Probability)
        {
            return Warp.Crop(size, 0, 0);
        }

        var (W, H) = (size.Width, size.Height);
        var upperLeft = Inwards();
        var upperRight = Inwards();
        var lowerRight = Inwards();
        var lowerLeft = Inwards();
        return Between(size, upperLeft, new(W - upperRight.X, upperRight.Y), new Vector2(W, H) - lowerRight, new(lowerLeft.X, H - lowerLeft.Y));

        Vector2 Inwards() => new Vector2(rng.NextFloat(0, Distortion) * W, rng.NextFloat(0, Distortion) * H) / 2;
    }

    /// <summary>The warp that moves the corners of a picture to four places, clockwise from the upper left one.</summary>
    internal static Warp Between(Size2d size, Vector2 p0, Vector2 p1, Vector2 p2, Vector2 p3)
    {
        var (d1, d2, sum) = (p1 - p2, p3 - p2, p0 - p1 + p2 - p3);
        var cross = (d1.X * d2.Y) - (d2.X * d1.Y);
        var (g, h) = (((sum.X * d2.Y) - (d2.X * sum.Y)) / cross, ((d1.X * sum.Y) - (sum.X * d1.Y)) / cross);
        var (along, down) = (p1 - p0 + (g * p1), p3 - p0 + (h * p3));

        // From a place (x, y, 1) of the old picture to (u, v, 1) · depth, and back.
        var (W, H) = (size.Width, size.Height);
        var forth = new Matrix4x4(along.X / W, along.Y / W, 0, g / W, down.X / H, down.Y / H, 0, h / H, 0, 0, 1, 0, p0.X, p0.Y, 0, 1);
        _ = Matrix4x4.Invert(forth, out var back);

        // Only the quotients of its numbers count: the depth at what was the middle of the picture is to be 1.
        var middle = Vector4.Transform(new Vector2(W, H) / 2, forth);
        back *= 1 / Vector4.Transform(new Vector2(middle.X, middle.Y) / middle.W, back).W;
        return new Warp(size, new Matrix3x2(back.M11, back.M12, back.M21, back.M22, back.M41, back.M42))
        {
            Tilt = new Vector3(back.M14, back.M24, back.M44 - 1),
        };
    }
}
