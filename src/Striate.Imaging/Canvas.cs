using SkiaSharp;
using Striate.Data;

namespace Striate.Imaging;

/// <summary>
/// A surface to draw on: pictures, text in the bundled font (DejaVu Sans), rectangles and lines. Places are in pixels
/// from the upper left corner, x to the right and y down.
/// </summary>
public sealed class Canvas : IDisposable
{
    private static readonly Lazy<SKTypeface> Font = new(LoadFont);

    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    /// <summary>Creates a canvas.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="background">Null for white.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side that is not from 1 to 32767.</exception>
    public Canvas(int height, int width, Color? background = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, short.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, short.MaxValue);
        _bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear((background ?? Color.White).ToSkia());
    }

    /// <summary>Rows.</summary>
    public int Height => _bitmap.Height;

    /// <summary>Columns.</summary>
    public int Width => _bitmap.Width;

    /// <summary>Draws a picture into a rectangle.</summary>
    /// <param name="picture">Any picture.</param>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Columns that it fills.</param>
    /// <param name="height">Rows that it fills.</param>
    /// <param name="smooth">Interpolate between its pixels; otherwise they stay visible as squares.</param>
    public void Draw(Picture picture, float x, float y, float width, float height, bool smooth = false)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var bitmap = SkiaPicture.ToBitmap(picture);
        using var image = SKImage.FromBitmap(bitmap);
        var sampling = smooth ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKFilterMode.Nearest);
        _canvas.DrawImage(image, SKRect.Create(x, y, width, height), sampling);
    }

    /// <summary>Draws the outline of a rectangle; the line lies inside.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="color">The line's colour.</param>
    /// <param name="thickness">The line's width.</param>
    public void Outline(float x, float y, float width, float height, Color color, float thickness = 1)
    {
        using var paint = new SKPaint { Color = color.ToSkia(), IsStroke = true, StrokeWidth = thickness };
        _canvas.DrawRect(SKRect.Create(x + (thickness / 2), y + (thickness / 2), width - thickness, height - thickness), paint);
    }

    /// <summary>Fills a rectangle.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="color">The colour.</param>
    public void Fill(float x, float y, float width, float height, Color color)
    {
        using var paint = new SKPaint { Color = color.ToSkia() };
        _canvas.DrawRect(SKRect.Create(x, y, width, height), paint);
    }

    /// <summary>Draws a line with round ends.</summary>
    /// <param name="x1">Where it begins.</param>
    /// <param name="y1">Where it begins.</param>
    /// <param name="x2">Where it ends.</param>
    /// <param name="y2">Where it ends.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">Its width.</param>
    public void Line(float x1, float y1, float x2, float y2, Color color, float thickness = 1)
    {
        using var paint = new SKPaint { Color = color.ToSkia(), IsStroke = true, StrokeWidth = thickness, StrokeCap = SKStrokeCap.Round, IsAntialias = true };
        _canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    /// <summary>Draws one line of text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="x">Where it stands, as <paramref name="align"/> says.</param>
    /// <param name="y">The line on which the letters stand.</param>
    /// <param name="size">The height of the font in pixels.</param>
    /// <param name="color">The colour.</param>
    /// <param name="align">Whether it begins, has its middle, or ends at <paramref name="x"/>.</param>
    public void Text(string text, float x, float y, float size, Color color, TextAlign align = TextAlign.Left)
    {
        using var font = FontOf(size);
        using var paint = new SKPaint { Color = color.ToSkia(), IsAntialias = true };
        var skiaAlign = align switch { TextAlign.Center => SKTextAlign.Center, TextAlign.Right => SKTextAlign.Right, _ => SKTextAlign.Left };
        _canvas.DrawText(text, x, y, skiaAlign, font, paint);
    }

    /// <summary>How wide a text is.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">The height of the font in pixels.</param>
    /// <returns>Pixels.</returns>
    public static float TextWidth(string text, float size)
    {
        using var font = FontOf(size);
        return font.MeasureText(text);
    }

    /// <summary>A copy of what was drawn, laid on white: H x W x 3.</summary>
    public Picture ToPicture() => SkiaPicture.FromBitmap(_bitmap).WithChannels(3);

    /// <inheritdoc/>
    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    // Without hints, which widen small letters, so that the width of a text grows with its size alone.
    private static SKFont FontOf(float size) => new(Font.Value, size) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };

    private static SKTypeface LoadFont()
    {
        using var stream = BundledFont.Open();
        return SKTypeface.FromStream(stream);
    }
}
