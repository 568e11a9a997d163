using Striate.Imaging;

namespace Striate.Insight;

/// <summary>
/// Sizes, in pixels, and colours of all sheets. A sheet is made to be shown at half to two thirds of its size, as print and
/// sharp screens ask for.
/// </summary>
internal static class SheetStyle
{
    public const int Width = 1440;
    public const int Margin = 32;
    public const int Gap = 14;
    public const int SectionGap = 40;
    public const int HeadingSize = 26;
    public const int NoteSize = 20;
    public const int LabelSize = 20;

    /// <summary>The longest side of a tile, however few there are.</summary>
    public const int MostSide = 200;

    public static readonly Color Ink = new(0x33, 0x33, 0x33);
    public static readonly Color Faint = new(0x70, 0x70, 0x70);
    public static readonly Color Edge = new(0xC8, 0xC8, 0xC8);

    /// <summary>Draws a line of text, smaller where it would be longer than its room.</summary>
    public static void Text(Canvas canvas, string text, int x, int y, float size, int room, Color color) => canvas.Text(text, x, y, SizeIn(room, size, text), color);

    /// <summary>The size at which the longest of some lines fits into a room, so that lines that belong together look alike.</summary>
    public static float SizeIn(int room, float most, params IEnumerable<string> lines) => Math.Min(most, most * room / lines.Max(line => Math.Max(1, Canvas.TextWidth(line, most))));
}
