namespace Striate.Data.Augmentation;

/// <summary>
/// Changes of a picture's colours by a given amount. A fourth channel, opacity, stays as it is. The target may be the source,
/// unless a change looks at neighbours (<see cref="Sharpness"/>, <see cref="GaussianBlur(Picture, float, Picture)"/>).
/// Numbers are those of Pillow, which torchvision calls for pictures of Pillow; hue and blur follow torchvision's for tensors.
/// </summary>
public static partial class Adjust
{
    /// <summary>Darker or brighter: y = factor · x.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="factor">0 for black, 1 for no change.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void Brightness(Picture source, float factor, Picture target)
    {
        Begin(source, target);
        Blend(source, factor, 0, target);
    }

    /// <summary>Less or more contrast: y = m + factor · (x − m), m the mean of the picture's grey.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="factor">0 for one grey all over, 1 for no change.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void Contrast(Picture source, float factor, Picture target)
    {
        Begin(source, target);
        var x = source.Pixels;
        var (C, sum) = (source.Channels, 0L);
        for (var i = 0; i < x.Length; i += C)
        {
            sum += C == 1 ? x[i] : PictureChannels.Grey(x[i], x[i + 1], x[i + 2]);
        }

        var count = Math.Max(x.Length / C, 1);
        Blend(source, factor, (int)(((double)sum / count) + 0.5), target);
    }

    /// <summary>Paler or more colourful: y = g + factor · (x − g), g the pixel's grey. A grey picture stays as it is.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="factor">0 for grey, 1 for no change.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    public static void Saturation(Picture source, float factor, Picture target)
    {
        Begin(source, target);
        var x = source.Pixels;
        var y = target.WritablePixels;
        var C = source.Channels;
        if (C == 1)
        {
            x.CopyTo(y);
            return;
        }

        for (var i = 0; i < x.Length; i += C)
        {
            var grey = PictureChannels.Grey(x[i], x[i + 1], x[i + 2]);
            for (var c = 0; c < 3; c++)
            {
                y[i + c] = Between(grey, x[i + c], factor);
            }

            CopyOpacity(x, y, i, C);
        }
    }

    /// <summary>Turns the colours around the colour wheel. A grey picture stays as it is.</summary>
    /// <param name="source">Any picture.</param>
    /// <param name="turn">From −0.5 to 0.5 of a full turn; 0 for no change.</param>
    /// <param name="target">What is written; it gets its size here.</param>
    /// <remarks>Smith, SIGGRAPH 1978 (hue, saturation, value).</remarks>
    public static void Hue(Picture source, float turn, Picture target)
    {
        Begin(source, target);
        var x = source.Pixels;
        var y = target.WritablePixels;
        var C = source.Channels;
        if (C == 1)
        {
            x.CopyTo(y);
            return;
        }

        for (var i = 0; i < x.Length; i += C)
        {
            var (r, g, b) = TurnHue(x[i] / 255f, x[i + 1] / 255f, x[i + 2] / 255f, turn);
            (y[i], y[i + 1], y[i + 2]) = ((byte)(r * 255), (byte)(g * 255), (byte)(b * 255));
            CopyOpacity(x, y, i, C);
        }
    }

    private static (float R, float G, float B) TurnHue(float r, float g, float b, float turn)
    {
        var (most, least) = (MathF.Max(r, MathF.Max(g, b)), MathF.Min(r, MathF.Min(g, b)));
        var spread = most - least;
        if (spread == 0)
        {
            return (r, g, b);
        }

        var saturation = spread / most;
        var (fromR, fromG, fromB) = ((most - r) / spread, (most - g) / spread, (most - b) / spread);
        var sixths = most == r ? fromB - fromG : most == g ? 2 + fromR - fromB : 4 + fromG - fromR;
        var hue = ((sixths / 6) + 1) % 1 + turn;
        hue -= MathF.Floor(hue);

        var sector = MathF.Floor(hue * 6);
        var within = (hue * 6) - sector;
        var low = most * (1 - saturation);
        var falling = most * (1 - (saturation * within));
        var rising = most * (1 - (saturation * (1 - within)));
        return ((int)sector % 6) switch
        {
            0 => (most, rising, low),
            1 => (falling, most, low),
            2 => (low, most, rising),
            3 => (low, falling, most),
            4 => (rising, low, most),
            _ => (most, low, falling),
        };
    }

    private static void Begin(Picture source, Picture target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (!ReferenceEquals(source, target))
        {
            target.SetSize(source.Height, source.Width, source.Channels);
        }
    }

    /// <summary>Every colour value by itself, between one value and its own, or beyond.</summary>
    private static void Blend(Picture source, float factor, int other, Picture target)
    {
        Span<byte> table = stackalloc byte[256];
        for (var value = 0; value < 256; value++)
        {
            table[value] = Between(other, value, factor);
        }

        LookUp(source, table, target);
    }

    // Cut off, not rounded, as Pillow does.
    private static byte Between(int other, int value, float factor) => (byte)Math.Clamp(other + (factor * (value - other)), 0, 255);

    private static void CopyOpacity(ReadOnlySpan<byte> x, Span<byte> y, int pixel, int C)
    {
        if (C == 4)
        {
            y[pixel + 3] = x[pixel + 3];
        }
    }
}
