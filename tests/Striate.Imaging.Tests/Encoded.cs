using System.Buffers.Binary;
using SkiaSharp;
using Striate.Data;

namespace Striate.Imaging.Tests;

/// <summary>Picture files in memory, by the drawing library or by hand where it writes no such format.</summary>
internal static class Encoded
{
    public static byte[] Of(Picture picture, string format, int quality = 100) => format switch
    {
        "bmp" => Bmp(picture),
        "gif" => Gif(),
        "png" => PictureFile.ToPng(picture),
        "jpg" => Skia(picture, SKEncodedImageFormat.Jpeg, quality),
        _ => Skia(picture, SKEncodedImageFormat.Webp, quality),
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

    /// <summary>The bytes of a file with other sizes in its header.</summary>
    public static byte[] WithSize(byte[] file, string format, int height, int width)
    {
        var bytes = (byte[])file.Clone();
        switch (format)
        {
            // After the marker of the frame: its length, the bits of a sample, the sizes.
            case "jpg":
                var frame = bytes.AsSpan()[(bytes.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]) + 5)..];
                BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)width);
                break;
            case "png":
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
                BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), Crc(bytes.AsSpan(12, 17)));
                break;
            case "webp":
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(26), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(28), (ushort)height);
                break;
            case "bmp":
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), width);
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), height);
                break;

            // The screen, and the frame.
            default:
                foreach (var at in new[] { 6, bytes.AsSpan().LastIndexOf((byte)0x2C) + 5 })
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)width);
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at + 2), (ushort)height);
                }

                break;
        }

        return bytes;
    }

    // The checksum of PNG, bit by bit.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
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
