using SkiaSharp;
using Striate.Data;

namespace Striate.Imaging;

/// <summary>Between pictures and the bitmaps of the drawing library.</summary>
internal static class SkiaPicture
{
    /// <summary>The kind of bitmap that has the memory of a picture with four channels.</summary>
    public static SKImageInfo Rgba(int height, int width) => new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);

    /// <summary>A bitmap of the same pixels: grey stays grey, colour becomes RGBA.</summary>
    public static SKBitmap ToBitmap(Picture picture)
    {
        var info = picture.Channels == 1
            ? new SKImageInfo(picture.Width, picture.Height, SKColorType.Gray8, SKAlphaType.Opaque)
            : Rgba(picture.Height, picture.Width);
        var source = picture.Channels == 3 ? picture.WithChannels(4) : picture;
        var bitmap = new SKBitmap(info, info.RowBytes);
        source.Pixels.CopyTo(bitmap.GetPixelSpan());
        return bitmap;
    }

    /// <summary>H x W x 4, from a bitmap of any kind.</summary>
    public static Picture FromBitmap(SKBitmap bitmap)
    {
        var info = Rgba(bitmap.Height, bitmap.Width);
        if (bitmap.Info.ColorType == info.ColorType && bitmap.AlphaType == info.AlphaType && bitmap.RowBytes == info.RowBytes)
        {
            return new Picture(bitmap.GetPixelSpan().ToArray(), bitmap.Height, bitmap.Width, 4);
        }

        using var converted = new SKBitmap(info, info.RowBytes);
        using var pixmap = bitmap.PeekPixels();
        return pixmap.ReadPixels(info, converted.GetPixels(), info.RowBytes)
            ? FromBitmap(converted)
            : throw new InvalidOperationException($"A bitmap of {bitmap.Info.ColorType} cannot be read.");
    }
}
