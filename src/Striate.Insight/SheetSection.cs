using Striate.Data;
using Striate.Imaging;
using static Striate.Insight.SheetStyle;

namespace Striate.Insight;

/// <summary>Tiles of one kind under a heading, with the legend of their colours. A sheet is one section or several.</summary>
/// <param name="Heading">What they are.</param>
/// <param name="Note">What is left out, or how to read them; may be empty.</param>
/// <param name="Scale">Their colours.</param>
/// <param name="Tiles">At least one.</param>
public sealed record SheetSection(string Heading, string Note, ValueScale Scale, IReadOnlyList<Tile> Tiles)
{
    private const int HeadingHeight = HeadingSize + 18;
    private const int NoteHeight = NoteSize + 12;

    private int TopHeight => HeadingHeight + (Note.Length > 0 ? NoteHeight : 0);

    /// <summary>Draws a sheet.</summary>
    /// <param name="sections">From above.</param>
    /// <param name="input">A picture to stand on the left, or null.</param>
    /// <param name="inputHeading">What that picture is.</param>
    public static Picture Draw(IReadOnlyList<SheetSection> sections, Picture? input = null, string inputHeading = "input")
    {
        ArgumentNullException.ThrowIfNull(sections);
        var left = Margin + (input is null ? 0 : MostSide + SectionGap);
        var grids = sections.Select(section => new TileGrid(section.Tiles, Width - Margin - left)).ToList();
        var content = sections.Zip(grids, (section, grid) => section.TopHeight + grid.Height + SectionGap).Sum() - SectionGap;
        var height = Math.Max(content, input is null ? 0 : HeadingHeight + MostSide) + (2 * Margin);

        using var canvas = new Canvas(height, Width);
        if (input is not null)
        {
            DrawInput(canvas, input, inputHeading);
        }

        var top = Margin;
        foreach (var (section, grid) in sections.Zip(grids))
        {
            section.DrawTop(canvas, left, top);
            grid.Draw(canvas, left, top + section.TopHeight);
            top += section.TopHeight + grid.Height + SectionGap;
        }

        return canvas.ToPicture();
    }

    private static void DrawInput(Canvas canvas, Picture input, string heading)
    {
        var (width, height) = TileGrid.Fit(input, MostSide);
        canvas.Text(heading, Margin, Margin + HeadingSize, HeadingSize, Ink);
        TileGrid.Draw(canvas, input, Margin, Margin + HeadingHeight, width, height);
    }

    private void DrawTop(Canvas canvas, int left, int top)
    {
        var room = Scale.DrawLegend(canvas, Width - Margin, top + HeadingSize) - SectionGap - left;
        Text(canvas, Heading, left, top + HeadingSize, HeadingSize, room, Ink);
        if (Note.Length > 0)
        {
            canvas.Text(Note, left, top + HeadingHeight + NoteSize - 2, NoteSize, Faint);
        }
    }
}
