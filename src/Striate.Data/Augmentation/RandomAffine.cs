using System.Numerics;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// Turns, shifts, scales and slants a picture at random about its centre, with bilinear interpolation; what comes from
/// outside is black. Every amount is drawn evenly from its range.
/// </summary>
/// <remarks>A place p of the old picture goes to c + t + R(a) · K(k) · s · (p − c), with c the centre, R a turn, K a slant
/// x' = x + tan(k) · y. Simard, Steinkraus and Platt, ICDAR 2003.</remarks>
public sealed class RandomAffine : GeometricAugmentation
{
    /// <summary>Creates it.</summary>
    /// <param name="degrees">Turn: a from −degrees to degrees, clockwise, at most 180.</param>
    /// <param name="translate">Shift: t from −translate to translate, as a share of the width and of the height, at most 1.</param>
    /// <param name="scale">Scale: s from the first number to the second, both above 0; null for none.</param>
    /// <param name="shear">Slant: k from −shear to shear, in degrees, less than 90.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount outside of its range.</exception>
    public RandomAffine(float degrees, float translate = 0, (float Low, float High)? scale = null, float shear = 0)
    {
        Degrees = Amounts.Check(degrees, degrees is >= 0 and <= 180, nameof(degrees), "A turn is given by 0 to 180 degrees.");
        Translate = Amounts.Check(translate, translate is >= 0 and <= 1, nameof(translate), "A shift is given as a share of the picture, 0 to 1.");
        var (low, high) = scale ?? (1, 1);
        Scale = Amounts.Range((low, high), low > 0 && float.IsFinite(high), nameof(scale), "A scale is given by two numbers above 0, the smaller first.");
        Shear = Amounts.Check(shear, shear is >= 0 and < 90, nameof(shear), "A slant is given by 0 to less than 90 degrees.");
    }

    /// <summary>The largest turn, in degrees.</summary>
    public float Degrees { get; }

    /// <summary>The largest shift, as a share of the picture.</summary>
    public float Translate { get; }

    /// <summary>The smallest and the largest scale.</summary>
    public (float Low, float High) Scale { get; }

    /// <summary>The largest slant, in degrees.</summary>
    public float Shear { get; }

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        var turn = float.DegreesToRadians(rng.NextFloat(-Degrees, Degrees));
        var shift = new Vector2(rng.NextFloat(-Translate, Translate) * size.Width, rng.NextFloat(-Translate, Translate) * size.Height);
        var scale = rng.NextFloat(Scale.Low, Scale.High);
        var slant = float.DegreesToRadians(rng.NextFloat(-Shear, Shear));

        var centre = new Vector2(size.Width, size.Height) / 2;
        var forth = Matrix3x2.CreateTranslation(-centre) * Matrix3x2.CreateScale(scale) * Matrix3x2.CreateSkew(slant, 0)
            * Matrix3x2.CreateRotation(turn) * Matrix3x2.CreateTranslation(centre + shift);

        // It has an inverse: its determinant is the square of the scale.
        _ = Matrix3x2.Invert(forth, out var back);
        return new Warp(size, back);
    }
}
