using System.Numerics;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// A random part of the picture, of random size and proportions, brought to one size without aliasing: what networks for
/// photos are trained on.
/// </summary>
/// <remarks>Szegedy et al., arXiv:1409.4842, section 6. As torchvision's: ten draws of a share of the area (even) and of
/// proportions (even in the logarithm); if no such part fits, the largest middle part with allowed proportions. Pixels
/// next to the part are weighed in at its rim.</remarks>
public sealed class RandomResizedCrop : GeometricAugmentation
{
    private const int Attempts = 10;

    /// <summary>Creates it.</summary>
    /// <param name="size">Height and width of the new picture in pixels.</param>
    /// <param name="scale">The part's share of the picture's area, from the first to the second; null for 0.08 to 1.</param>
    /// <param name="ratio">The part's width divided by its height, from the first to the second; null for 3/4 to 4/3.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount outside of its range.</exception>
    public RandomResizedCrop(Size2d size, (float Low, float High)? scale = null, (float Low, float High)? ratio = null)
    {
        Size = Sizes.Check(size);
        Scale = Amounts.Shares(scale ?? DefaultScale);
        Ratio = Amounts.Ratios(ratio ?? DefaultRatio);
    }

    /// <summary>Height and width of the new picture in pixels.</summary>
    public Size2d Size { get; }

    /// <summary>The smallest and the largest share of the area.</summary>
    public (float Low, float High) Scale { get; }

    /// <summary>The smallest and the largest quotient of width and height.</summary>
    public (float Low, float High) Ratio { get; }

    internal static (float Low, float High) DefaultScale => (0.08f, 1);

    internal static (float Low, float High) DefaultRatio => (3 / 4f, 4 / 3f);

    /// <inheritdoc/>
    public override Warp Draw(Size2d size, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        if (Rectangle.Draw(size, Scale, Ratio, Attempts, rng) is not { } part)
        {
            // The whole picture is too wide or too high.
            var ratio = Math.Clamp((float)size.Width / size.Height, Ratio.Low, Ratio.High);
            var (height, width) = (Math.Min(size.Height, Rounded(size.Width / ratio)), Math.Min(size.Width, Rounded(size.Height * ratio)));
            part = new Rectangle((size.Height - height) / 2, (size.Width - width) / 2, height, width);
        }

        return new Warp(Size, Matrix3x2.CreateScale((float)part.Width / Size.Width, (float)part.Height / Size.Height)
            * Matrix3x2.CreateTranslation(part.Left, part.Top));
    }

    private static int Rounded(float value) => Math.Max((int)MathF.Round(value), 1);
}
