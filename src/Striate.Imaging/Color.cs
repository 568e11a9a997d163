using SkiaSharp;

namespace Striate.Imaging;

/// <summary>A colour, each part from 0 to 255.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
/// <param name="A">Opacity.</param>
public readonly record struct Color(byte R, byte G, byte B, byte A = 255)
{
    /// <summary>Black.</summary>
    public static Color Black => new(0, 0, 0);

    /// <summary>White.</summary>
    public static Color White => new(255, 255, 255);

    /// <summary>A grey.</summary>
    /// <param name="value">0 for black, 255 for white.</param>
    public static Color Grey(byte value) => new(value, value, value);

    /// <summary>A colour on the line from one to another.</summary>
    /// <param name="a">The colour at 0.</param>
    /// <param name="b">The colour at 1.</param>
    /// <param name="share">From 0 to 1.</param>
    public static Color Between(Color a, Color b, float share) =>
        new(Part(a.R, b.R, share), Part(a.G, b.G, share), Part(a.B, b.B, share), Part(a.A, b.A, share));

    /// <summary>"#440154", with two more digits where it is not opaque.</summary>
    public override string ToString() => A == 255 ? $"#{R:X2}{G:X2}{B:X2}" : $"#{R:X2}{G:X2}{B:X2}{A:X2}";

    /// <summary>The same colour for the drawing library.</summary>
    internal SKColor ToSkia() => new(R, G, B, A);

    private static byte Part(byte a, byte b, float share) => (byte)(a + ((b - a) * share) + 0.5f);
}
