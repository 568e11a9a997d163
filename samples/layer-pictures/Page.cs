using Striate.Data;
using Striate.Imaging;

namespace LayerPictures;

/// <summary>A picture of cells in rows, each with a title, a line below it, and a drawing; filled in reading order.</summary>
internal sealed class Page(int columns, int rows, int width, int height, float titleSize = 20) : IDisposable
{
    private const int Gap = 36;
    private const int Head = 56;
    private const float DetailSize = 15;

    private readonly Canvas _canvas = new((rows * (Head + height + Gap)) - 8, Gap + (columns * (width + Gap)));
    private int _next;

    public static Color Ink { get; } = Color.Grey(51);

    public static Color Dim { get; } = Color.Grey(115);

    public static Color Pale { get; } = Color.Grey(226);

    public static Color Blue { get; } = new(0x00, 0x72, 0xB2);

    public static Color Orange { get; } = new(0xD5, 0x5E, 0x00);

    public static Color Green { get; } = new(0x00, 0x9E, 0x73);

    /// <summary>Fills the next cell.</summary>
    public void Add(string title, string detail, Action<Canvas, float, float> draw)
    {
        var x = Gap + (_next % columns * (width + Gap));
        var y = _next++ / columns * (Head + height + Gap);
        Write(title, x, y + 26, titleSize, Ink);
        Write(detail, x, y + 47, DetailSize, Dim);
        draw(_canvas, x, y + Head);
    }

    /// <summary>Fills the next cell with a picture, as large as it allows; its pixels stay visible.</summary>
    public void Add(string title, string detail, Picture picture) => Add(title, detail, (canvas, x, y) =>
    {
        var scale = Math.Min((float)width / picture.Width, (float)height / picture.Height);
        canvas.Draw(picture, x, y, picture.Width * scale, picture.Height * scale);
        canvas.Outline(x, y, picture.Width * scale, picture.Height * scale, Pale);
    });

    public Picture ToPicture() => _canvas.ToPicture();

    public void Dispose() => _canvas.Dispose();

    // A text that runs into the next cell is a mistake of the page.
    private void Write(string text, float x, float y, float size, Color color)
    {
        if (Canvas.TextWidth(text, size) is var taken && taken > width + Gap - 8)
        {
            throw new InvalidOperationException($"'{text}' is {taken:0} pixels wide, expected at most {width + Gap - 8}. Shorten it.");
        }

        _canvas.Text(text, x, y, size, color);
    }
}
