using Striate.Data;

namespace Striate.Insight;

/// <summary>Parts of pictures.</summary>
internal static class PictureParts
{
    /// <summary>A window of a picture, within it.</summary>
    public static Picture Cut(Picture picture, int top, int left, int height, int width)
    {
        var part = new Picture(height, width, picture.Channels);
        var length = width * picture.Channels;
        for (var row = 0; row < height; row++)
        {
            picture.Pixels.Slice((((top + row) * picture.Width) + left) * picture.Channels, length).CopyTo(part.WritablePixels[(row * length)..]);
        }

        return part;
    }
}
