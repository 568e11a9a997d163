using System.Buffers;
using System.Runtime.InteropServices;
using SkiaSharp;
using Striate.Data;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// Picture files: reads JPEG, PNG, WebP, BMP, GIF (the first frame) and PBM, PGM, PPM, writes PNG. Photos are turned upright as their
/// EXIF orientation says. What is transparent is laid on white, unless four channels are asked for.
/// </summary>
public static class PictureFile
{
    /// <summary>The most pixels of a picture that is read: what the header promises is checked before memory is taken for it.</summary>
    public const long MostPixels = 100_000_000;

    private const string GetAnother = "Leave it out, or get it again";

    /// <summary>The endings of the names of files that can be read.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".pbm", ".pgm", ".ppm", ".pnm"];

    /// <summary>Reads a picture file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity; null for 1 if the file is grey, else 3.</param>
    /// <returns>H x W x C.</returns>
    /// <exception cref="FileFormatException">It cannot be read, is no picture, is truncated or corrupt, or too large.</exception>
    public static Picture Read(string path, int? channels = null) => Decode(ReadBytes(path), path, channels, new Picture());

    /// <summary>Reads a picture from a stream, to its end.</summary>
    /// <param name="stream">The bytes of a picture file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity; null for 1 if the file is grey, else 3.</param>
    /// <returns>H x W x C.</returns>
    /// <exception cref="FileFormatException">It is no picture, is truncated or corrupt, or too large.</exception>
    public static Picture Read(Stream stream, string name, int? channels = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Decode(memory.ToArray(), name, channels, new Picture());
    }

    /// <summary>Writes a picture as PNG.</summary>
    /// <param name="picture">At least one pixel.</param>
    /// <param name="path">The file, whose name ends in .png; one that is there is replaced.</param>
    /// <exception cref="FileFormatException">Its name ends otherwise.</exception>
    public static void Write(Picture picture, string path)
    {
        if (!Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new FileFormatException(path, "pictures are written as PNG", "Give the file a name that ends in .png");
        }

        AtomicFile.Write(path, stream => stream.Write(ToPng(picture)));
    }

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="picture">At least one pixel.</param>
    public static byte[] ToPng(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Pixels.IsEmpty)
        {
            throw new ArgumentException($"A picture of {picture} has no pixels to write.", nameof(picture));
        }

        using var bitmap = SkiaPicture.ToBitmap(picture);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }

    internal static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Directory.Exists(path)
                ? new FileFormatException(path, "a folder, expected a picture file", "Name a file in it", e)
                : new FileFormatException(path, "the file cannot be read", "Check that it exists and that you may read it", e);
        }
    }

    /// <summary>Decodes a picture file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity; null for 1 if the file is grey, else 3.</param>
    /// <param name="room">What is written and returned.</param>
    /// <param name="cover">If it is given, a smaller version that still covers this size will do: JPEG decodes at a half, a quarter or an eighth for less.</param>
    internal static Picture Decode(byte[] bytes, string name, int? channels, Picture room, Size2d? cover = null)
    {
        if (Netpbm.IsHeader(bytes))
        {
            var plain = Netpbm.Decode(bytes, name);
            PictureChannels.Convert(plain, channels ?? plain.Channels, room);
            return room;
        }

        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data)
            ?? throw new FileFormatException(name, "not a picture that can be read, expected JPEG, PNG, WebP, BMP, GIF, PBM, PGM or PPM", GetAnother);
        var (height, width) = (codec.Info.Height, codec.Info.Width);
        if ((long)height * width > MostFor(codec.EncodedFormat, bytes.LongLength))
        {
            throw new FileFormatException(name, $"its header promises {width} x {height} pixels, more than {bytes.Length} bytes of {codec.EncodedFormat} can hold or Striate reads", GetAnother);
        }

        var size = SizeToDecode(codec, cover);
        var info = SkiaPicture.Rgba(size.Height, size.Width);
        var memory = ArrayPool<byte>.Shared.Rent(info.BytesSize);
        var handle = GCHandle.Alloc(memory, GCHandleType.Pinned);
        try
        {
            var result = codec.GetPixels(info, handle.AddrOfPinnedObject());
            if (result != SKCodecResult.Success)
            {
                throw new FileFormatException(name, result == SKCodecResult.IncompleteInput ? "the picture is truncated" : $"the picture is corrupt ({result})", GetAnother);
            }

            var stored = new Picture(memory.AsMemory(0, info.BytesSize), size.Height, size.Width, 4);
            PictureChannels.Convert(Orientation.Upright(stored, codec.EncodedOrigin), channels ?? (codec.Info.ColorType == SKColorType.Gray8 ? 1 : 3), room);
            return room;
        }
        finally
        {
            handle.Free();
            ArrayPool<byte>.Shared.Return(memory);
        }
    }

    private static SKSizeI SizeToDecode(SKCodec codec, Size2d? cover)
    {
        if (codec.EncodedFormat != SKEncodedImageFormat.Jpeg || cover is not { } needed)
        {
            return codec.Info.Size;
        }

        var (height, width) = Orientation.IsSideways(codec.EncodedOrigin) ? (needed.Width, needed.Height) : (needed.Height, needed.Width);
        for (var scale = 1 / 8f; scale < 1; scale *= 2)
        {
            var size = codec.GetScaledDimensions(scale);
            if (size.Height >= height && size.Width >= width)
            {
                return size;
            }
        }

        return codec.Info.Size;
    }

    // What a file's bytes can hold at most: no picture that decodes is refused, and no small file takes much memory.
    private static long MostFor(SKEncodedImageFormat format, long bytes) => Math.Min(MostPixels, format switch
    {
        // At least a bit for each block of 8 x 8 pixels.
        SKEncodedImageFormat.Jpeg => bytes * 8 * 64,

        // Deflate makes at most 1032 bytes out of one, of eight pixels each.
        SKEncodedImageFormat.Png => bytes * 1032 * 8,

        // A code of 12 bits stands for at most 4096 pixels.
        SKEncodedImageFormat.Gif => bytes * 4096 * 8 / 12,

        // Two bytes stand for a run of at most 255 pixels.
        SKEncodedImageFormat.Bmp => bytes * 255 / 2,

        // Lossless, one colour all over takes no bits at all; a picture of four million pixels does no harm.
        _ => Math.Max(bytes * 1032 * 8, 1 << 22),
    });
}
