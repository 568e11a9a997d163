using Striate.Data;
using Striate.Kernels;

namespace Striate.Imaging;

/// <summary>Turns numbers into colours: colours at even distances from 0 to 1, and straight lines between them.</summary>
public sealed class ColorMap
{
    private readonly Color[] _colors;

    /// <summary>Creates a map.</summary>
    /// <param name="colors">At least two, for 0 to 1 at even distances.</param>
    /// <exception cref="ArgumentException">Fewer than two colours.</exception>
    public ColorMap(params ReadOnlySpan<Color> colors) =>
        _colors = colors.Length >= 2 ? colors.ToArray() : throw new ArgumentException($"A colour map of {colors.Length} colours; expected at least 2.");

    /// <summary>From dark violet over green to yellow, evenly brighter, also for the colour-blind. Van der Walt and Smith, matplotlib 2015 (CC0).</summary>
    public static ColorMap Viridis { get; } = FromHex(
        "440154 481568 482677 453781 3f4788 39558c 32648e 2d718e 287d8e 238a8d"
        + " 1f968b 20a386 29af7f 3dbc74 56c667 75d054 96d83f bade28 dde318 fde725");

    /// <summary>For numbers with a sign: blue at 0, white in the middle, red at 1.</summary>
    public static ColorMap BlueWhiteRed { get; } = new(new(0x05, 0x30, 0x61), new(0x43, 0x93, 0xC3), Color.White, new(0xD6, 0x60, 0x4D), new(0x67, 0x00, 0x1F));

    /// <summary>From black to white.</summary>
    public static ColorMap Greys { get; } = new(Color.Black, Color.White);

    /// <summary>The colour of a number.</summary>
    /// <param name="share">From 0 to 1; what lies outside gets the colour of the nearer end, and what is no number gets grey.</param>
    public Color Of(float share)
    {
        if (float.IsNaN(share))
        {
            return Color.Grey(128);
        }

        var place = Math.Clamp(share, 0, 1) * (_colors.Length - 1);
        var left = Math.Min((int)place, _colors.Length - 2);
        return Color.Between(_colors[left], _colors[left + 1], place - left);
    }

    /// <summary>A picture of numbers.</summary>
    /// <param name="values">H x W numbers, row after row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="low">The number that gets the first colour.</param>
    /// <param name="high">The number that gets the last colour; if it equals <paramref name="low"/>, all get the middle one.</param>
    /// <returns>H x W x 3.</returns>
    /// <exception cref="ShapeException">Another number of values than the sizes ask for.</exception>
    public Picture Apply(ReadOnlySpan<float> values, int height, int width, float low, float high)
    {
        if (values.Length != (long)height * width)
        {
            throw new ShapeException($"{values.Length} values for a picture of {height}x{width}, expected {(long)height * width}.");
        }

        var picture = new Picture(height, width, 3);
        var pixels = picture.WritablePixels;
        for (var i = 0; i < values.Length; i++)
        {
            var color = Of(low == high ? 0.5f : (values[i] - low) / (high - low));
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (color.R, color.G, color.B);
        }

        return picture;
    }

    private static ColorMap FromHex(string hex)
    {
        var colors = hex.Split(' ').Select(Convert.FromHexString);
        return new ColorMap([.. colors.Select(c => new Color(c[0], c[1], c[2]))]);
    }
}
