using SkiaSharp;
using Striate.Data;

namespace Striate.Imaging.Tests;

/// <summary>Picture files in memory, by the drawing library or by hand where it writes no such format.</summary>
internal static class Encoded
{
    public static byte[] Of(Picture picture, string format) => format switch
    {
        "bmp" => Bmp(picture),
        "gif" => Gif(),
        "png" => PictureFile.ToPng(picture),
        "jpg" => Skia(picture, SKEncodedImageFormat.Jpeg, 95),
        _ => Skia(picture, SKEncodedImageFormat.Webp, 100),
    };

    /// <summary>A smooth picture: every channel rises in a direction of its own.</summary>
    public static Picture Smooth(int height, int width, int channels)
    {
        var picture = new Picture(height, width, channels);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            var (row, column, c) = (i / channels / width, i / channels % width, i % channels);
            picture.WritablePixels[i] = (byte)(c switch { 0 => 40 + (row * 150 / height), 1 => 200 - (column * 120 / width), 2 => 90 + (60 * row * column / height / width), _ => 255 });
        }

        return picture;
    }

    /// <summary>JPEG bytes with the tag of an orientation.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        // APP1: "Exif", a little-endian TIFF header, one entry: tag 274, short, one value.
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0,
            1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static byte[] Skia(Picture picture, SKEncodedImageFormat format, int quality)
    {
        using var bitmap = SkiaPicture.ToBitmap(picture);
        using var data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    // 24 bits a pixel, blue first, rows from below, each a multiple of four bytes.
    private static byte[] Bmp(Picture picture)
    {
        var (H, W) = (picture.Height, picture.Width);
        var stride = ((3 * W) + 3) / 4 * 4;
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write("BM"u8);
        foreach (var value in new[] { 54 + (stride * H), 0, 54, 40, W, H, 1 | (24 << 16), 0, stride * H, 2835, 2835, 0, 0 })
        {
            writer.Write(value);
        }

        for (var row = H - 1; row >= 0; row--)
        {
            for (var column = 0; column < W; column++)
            {
                writer.Write([picture[row, column, 2], picture[row, column, 1], picture[row, column]]);
            }

            writer.Write(new byte[stride - (3 * W)]);
        }

        return memory.ToArray();
    }

    // Two by one pixels, red and blue, from a palette of four colours; codes of three bits: clear, 0, 1, end.
    private static byte[] Gif() =>
    [
        .. "GIF89a"u8, 2, 0, 1, 0, 0x91, 0, 0, 255, 0, 0, 0, 0, 255, 0, 255, 0, 255, 255, 255,
        0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0A, 0, 0x3B,
    ];
}
