using System.Runtime.Intrinsics;

namespace Striate.Data;

/// <summary>From grey to colour and back.</summary>
public static class PictureChannels
{
    /// <summary>
    /// Copies a picture into one with another number of channels. Grey is 0.299·R + 0.587·G + 0.114·B, rounded (ITU-R
    /// BT.601); grey to colour repeats it; a picture without opacity gets 255; one that has it is laid on white.
    /// </summary>
    /// <param name="source">Any picture.</param>
    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void Convert(Picture source, int channels, Picture target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        target.SetSize(source.Height, source.Width, channels);
        var x = source.Pixels;
        var y = target.WritablePixels;
        var from = source.Channels;
        if (from == channels)
        {
            x.CopyTo(y);
            return;
        }

        var done = from == 4 && channels == 3 ? DropOpacity(x, y) : 0;
        for (var (i, o) = (done * from, done * channels); i < x.Length; i += from, o += channels)
        {
            var (r, g, b) = from == 1 ? (x[i], x[i], x[i]) : (x[i], x[i + 1], x[i + 2]);
            if (from == 4)
            {
                var alpha = x[i + 3];
                (r, g, b) = (OnWhite(r, alpha), OnWhite(g, alpha), OnWhite(b, alpha));
            }

            if (channels == 1)
            {
                y[o] = from == 1 ? r : Grey(r, g, b);
                continue;
            }

            (y[o], y[o + 1], y[o + 2]) = (r, g, b);
            if (channels == 4)
            {
                y[o + 3] = 255;
            }
        }
    }

    // Four pixels at a time as long as they are opaque: the pixels of most files. Each writes four bytes too many, which the next ones replace.
    private static int DropOpacity(ReadOnlySpan<byte> x, Span<byte> y)
    {
        var opacity = Vector128.Create(0xFF000000u).AsByte();
        var colors = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
        var pixel = 0;
        for (; Vector128.IsHardwareAccelerated && (pixel * 4) + 16 <= x.Length && (pixel * 3) + 16 <= y.Length; pixel += 4)
        {
            var four = Vector128.Create(x.Slice(pixel * 4, 16));
            if ((four & opacity) != opacity)
            {
                break;
            }

            Vector128.Shuffle(four, colors).CopyTo(y[(pixel * 3)..]);
        }

        return pixel;
    }

    /// <summary>The picture with so many channels: itself if it has them, else a new one.</summary>
    /// <param name="picture">Any picture.</param>
    /// <param name="channels">1, 3 or 4.</param>
    public static Picture WithChannels(this Picture picture, int channels)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Channels == channels)
        {
            return picture;
        }

        var target = new Picture();
        Convert(picture, channels, target);
        return target;
    }

    /// <summary>The grey of a colour (ITU-R BT.601).</summary>
    internal static byte Grey(byte r, byte g, byte b) => (byte)(((r * 299) + (g * 587) + (b * 114) + 500) / 1000);

    private static byte OnWhite(byte value, byte alpha) => (byte)(255 - ((((255 - value) * alpha) + 127) / 255));
}
