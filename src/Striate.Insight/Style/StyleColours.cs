using Striate.Data;

namespace Striate.Insight;

/// <summary>Colours of one picture for another. Gatys, Bethge, Hertzmann and Shechtman, arXiv:1606.05897.</summary>
internal static class StyleColours
{
    // Red, green and blue in lightness, ITU-R BT.601.
    private static readonly double[] Lightness = [0.299, 0.587, 0.114];

    /// <summary>The lightness of a picture, in three equal channels.</summary>
    public static Picture Grey(Picture picture)
    {
        var grey = new Picture(picture.Height, picture.Width, 3);
        for (var i = 0; i < picture.Pixels.Length; i += 3)
        {
            grey.WritablePixels.Slice(i, 3).Fill(ToByte(LightnessOf(picture, i)));
        }

        return grey;
    }

    /// <summary>The colours of a picture with the lightness of another of the same size.</summary>
    public static Picture WithLightness(Picture colours, Picture lightness)
    {
        var result = new Picture(colours.Height, colours.Width, 3);
        for (var i = 0; i < result.Pixels.Length; i++)
        {
            var pixel = i / 3 * 3;
            result.WritablePixels[i] = ToByte(colours.Pixels[i] + LightnessOf(lightness, pixel) - LightnessOf(colours, pixel));
        }

        return result;
    }

    /// <summary>A picture whose colours have the mean and covariance of another's: x ↦ L′·L⁻¹·(x − μ) + μ′, with covariances L·Lᵀ and L′·L′ᵀ.</summary>
    public static Picture Match(Picture picture, Picture to)
    {
        var (mean, spread) = Statistics(picture);
        var (mean2, spread2) = Statistics(to);
        var result = new Picture(picture.Height, picture.Width, 3);
        Span<double> z = stackalloc double[3];
        for (var i = 0; i < result.Pixels.Length; i += 3)
        {
            for (var c = 0; c < 3; c++)
            {
                z[c] = picture.Pixels[i + c] - mean[c];
                for (var j = 0; j < c; j++)
                {
                    z[c] -= spread[c, j] * z[j];
                }

                z[c] /= spread[c, c];
            }

            for (var c = 0; c < 3; c++)
            {
                var value = mean2[c];
                for (var j = 0; j <= c; j++)
                {
                    value += spread2[c, j] * z[j];
                }

                result.WritablePixels[i + c] = ToByte(value);
            }
        }

        return result;
    }

    // Mean, and the lower triangle L of the covariance L·Lᵀ.
    private static (double[] Mean, double[,] Spread) Statistics(Picture picture)
    {
        var (mean, covariance, spread) = (new double[3], new double[3, 3], new double[3, 3]);
        var pixels = picture.Pixels;
        var count = picture.Height * picture.Width;
        for (var i = 0; i < pixels.Length; i++)
        {
            mean[i % 3] += (double)pixels[i] / count;
        }

        for (var i = 0; i < pixels.Length; i += 3)
        {
            for (var a = 0; a < 3; a++)
            {
                for (var b = 0; b <= a; b++)
                {
                    covariance[a, b] += (pixels[i + a] - mean[a]) * (pixels[i + b] - mean[b]) / count;
                }
            }
        }

        for (var a = 0; a < 3; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = covariance[a, b];
                for (var j = 0; j < b; j++)
                {
                    sum -= spread[a, j] * spread[b, j];
                }

                // Half a step of a byte keeps what is one grey finite.
                spread[a, b] = a == b ? Math.Sqrt(Math.Max(sum, 0.25)) : sum / spread[b, b];
            }
        }

        return (mean, spread);
    }

    private static double LightnessOf(Picture picture, int pixel) =>
        (Lightness[0] * picture.Pixels[pixel]) + (Lightness[1] * picture.Pixels[pixel + 1]) + (Lightness[2] * picture.Pixels[pixel + 2]);

    private static byte ToByte(double value) => (byte)Math.Round(Math.Clamp(value, 0, 255));
}
