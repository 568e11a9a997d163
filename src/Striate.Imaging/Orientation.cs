using SkiaSharp;
using Striate.Data;

namespace Striate.Imaging;

/// <summary>How a camera was held (EXIF 2.3, tag 274): the corner in which the first row and the first column lie.</summary>
internal static class Orientation
{
    /// <summary>Whether rows and columns change places.</summary>
    public static bool IsSideways(SKEncodedOrigin origin) =>
        origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>The picture as it was seen.</summary>
    public static Picture Upright(Picture picture, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
        {
            return picture;
        }

        var (H, W, C) = (picture.Height, picture.Width, picture.Channels);
        var upright = IsSideways(origin) ? new Picture(W, H, C) : new Picture(H, W, C);
        var x = picture.Pixels;
        var y = upright.WritablePixels;
        for (var v = 0; v < upright.Height; v++)
        {
            for (var u = 0; u < upright.Width; u++)
            {
                var (row, column) = origin switch
                {
                    SKEncodedOrigin.TopRight => (v, W - 1 - u),
                    SKEncodedOrigin.BottomRight => (H - 1 - v, W - 1 - u),
                    SKEncodedOrigin.BottomLeft => (H - 1 - v, u),
                    SKEncodedOrigin.LeftTop => (u, v),
                    SKEncodedOrigin.RightTop => (H - 1 - u, v),
                    SKEncodedOrigin.RightBottom => (H - 1 - u, W - 1 - v),
                    _ => (u, W - 1 - v),
                };
                x.Slice(((row * W) + column) * C, C).CopyTo(y[(((v * upright.Width) + u) * C)..]);
            }
        }

        return upright;
    }
}
