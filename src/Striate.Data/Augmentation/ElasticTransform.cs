using System.Globalization;
using System.Numerics;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>Bends a picture as if it were printed on rubber, at random; what comes from outside is black. See <see cref="Bend"/>.</summary>
/// <remarks>Simard, Steinkraus and Platt, ICDAR 2003, draw a shift for each pixel and blur them; here, as in Ronneberger et
/// al., arXiv:1505.04597, shifts are drawn on a coarse grid and interpolated smoothly, which costs less and comes out alike.</remarks>
public sealed class ElasticTransform : GeometricAugmentation
{
    /// <summary>Creates it.</summary>
    /// <param name="amount">The largest shift of a point of the grid, in pixels, along either axis; above 0.</param>
    /// <param name="spacing">Pixels between points of the grid, at least four times the amount; null for just that, and 1 at least.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount outside of its range.</exception>
    public ElasticTransform(float amount, float? spacing = null)
    {
        Amount = Amounts.Check(amount, amount > 0 && float.IsFinite(amount), nameof(amount), "A shift is given in pixels, above 0.");
        Spacing = spacing ?? MathF.Max(4 * amount, 1);
        _ = Amounts.Check(Spacing, Spacing >= 1 && Spacing >= 4 * amount && float.IsFinite(Spacing), nameof(spacing), string.Create(
            CultureInfo.InvariantCulture, $"The grid's spacing is at least four times the shift, so that nothing folds, and 1: for a shift of {amount} at least {MathF.Max(4 * amount, 1)} pixels."));
    }

    /// <summary>The largest shift of a point of the grid, in pixels.</summary>
    public float Amount { get; }

    /// <summary>Pixels between points of the grid.</summary>
    public float Spacing { get; }

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng) => new(size, Matrix3x2.Identity) { Bend = new Bend(size, Amount, Spacing, rng) };
}
