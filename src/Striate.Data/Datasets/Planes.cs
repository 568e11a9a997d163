namespace Striate.Data;

/// <summary>Pictures whose colours are stored one after the other, as most binary data sets have them.</summary>
internal static class Planes
{
    /// <summary>Puts the planes of one picture together.</summary>
    /// <param name="planes">C x H x W bytes, or C x W x H.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="isTransposed">Whether a plane lies column by column.</param>
    public static Picture Interleave(ReadOnlySpan<byte> planes, int height, int width, int channels, bool isTransposed = false)
    {
        var pixels = new byte[planes.Length];
        var (rowStep, columnStep) = isTransposed ? (1, height) : (width, 1);
        for (var channel = 0; channel < channels; channel++)
        {
            var plane = planes.Slice(channel * height * width, height * width);
            var at = channel;
            for (var row = 0; row < height; row++)
            {
                for (var column = 0; column < width; column++, at += channels)
                {
                    pixels[at] = plane[(row * rowStep) + (column * columnStep)];
                }
            }
        }

        return new Picture(pixels, height, width, channels);
    }
}
