using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>A part of a picture, cut to the pixel.</summary>
internal readonly record struct Rectangle(int Top, int Left, int Height, int Width)
{
    /// <summary>Draws a part by its share of the area, evenly, and by its width divided by its height, evenly in the logarithm.</summary>
    /// <returns>Null if in so many attempts none fits into the picture.</returns>
    public static Rectangle? Draw(Size2d size, (float Low, float High) share, (float Low, float High) ratio, int attempts, Rng rng)
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var area = (float)size.Height * size.Width * rng.NextFloat(share.Low, share.High);
            var proportion = MathF.Exp(rng.NextFloat(MathF.Log(ratio.Low), MathF.Log(ratio.High)));
            var (height, width) = ((int)MathF.Round(MathF.Sqrt(area / proportion)), (int)MathF.Round(MathF.Sqrt(area * proportion)));
            if (height > 0 && width > 0 && height <= size.Height && width <= size.Width)
            {
                return new Rectangle(rng.NextInt(size.Height - height + 1), rng.NextInt(size.Width - width + 1), height, width);
            }
        }

        return null;
    }

    /// <summary>The part of it that lies in a picture.</summary>
    public Rectangle Within(Size2d size)
    {
        var (top, left) = (Math.Clamp(Top, 0, size.Height), Math.Clamp(Left, 0, size.Width));
        return new Rectangle(top, left, Math.Clamp(Top + Height, top, size.Height) - top, Math.Clamp(Left + Width, left, size.Width) - left);
    }

    /// <summary>The bytes of one of its rows in a picture that it lies in.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="row">From 0 to its height − 1.</param>
    public Span<byte> Row(Picture picture, int row) =>
        picture.WritablePixels.Slice((((Top + row) * picture.Width) + Left) * picture.Channels, Width * picture.Channels);
}
