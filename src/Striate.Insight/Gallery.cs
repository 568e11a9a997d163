using Striate.Data;
using Striate.Imaging;
using static Striate.Insight.SheetStyle;

namespace Striate.Insight;

/// <summary>A sheet of large pictures in rows, each with a title and a line below it.</summary>
public static class Gallery
{
    private const int Between = 24;
    private const int TextHeight = HeadingSize + NoteSize + 22;
    private const int TopHeight = HeadingSize + NoteSize + 36;

    /// <summary>Draws it.</summary>
    /// <param name="heading">What it shows.</param>
    /// <param name="note">How to read it.</param>
    /// <param name="columns">Pictures beside each other.</param>
    /// <param name="entries">At least one.</param>
    public static Picture Draw(string heading, string note, int columns, params IReadOnlyList<(string Title, string Note, Picture Picture)> entries) =>
        Draw(heading, note, columns, scale: null, entries);

    /// <summary>Draws it with the legend of colours that a picture has.</summary>
    /// <param name="heading">What it shows.</param>
    /// <param name="note">How to read it.</param>
    /// <param name="columns">Pictures beside each other.</param>
    /// <param name="scale">The colours; null for no legend.</param>
    /// <param name="entries">At least one.</param>
    public static Picture Draw(string heading, string note, int columns, ValueScale? scale, IReadOnlyList<(string Title, string Note, Picture Picture)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfZero(entries.Count);
        var side = (Width - (2 * Margin) - ((columns - 1) * Between)) / columns;
        var sizes = entries.Select(entry => Fit(entry.Picture, side)).ToList();
        var rows = sizes.Chunk(columns).Select(row => row.Max(size => size.Height)).ToList();
        using var canvas = new Canvas((2 * Margin) + TopHeight + rows.Sum() + (rows.Count * TextHeight) + ((rows.Count - 1) * Between), Width);
        var right = scale?.DrawLegend(canvas, Width - Margin, Margin + HeadingSize) - SectionGap ?? Width - Margin;
        Text(canvas, heading, Margin, Margin + HeadingSize, HeadingSize, right - Margin, Ink);
        Text(canvas, note, Margin, Margin + HeadingSize + NoteSize + 12, NoteSize, Width - (2 * Margin), Faint);
        var titleSize = SizeIn(side, HeadingSize - 2, entries.Select(entry => entry.Title));
        var noteSize = SizeIn(side, NoteSize, entries.Select(entry => entry.Note));
        for (var i = 0; i < entries.Count; i++)
        {
            var (x, y) = (Margin + (i % columns * (side + Between)), Margin + TopHeight + rows.Take(i / columns).Sum() + (i / columns * (TextHeight + Between)));
            TileGrid.Draw(canvas, entries[i].Picture, x, y, sizes[i].Width, sizes[i].Height);
            var below = y + rows[i / columns];
            canvas.Text(entries[i].Title, x, below + HeadingSize + 6, titleSize, Ink);
            canvas.Text(entries[i].Note, x, below + HeadingSize + NoteSize + 14, noteSize, Faint);
        }

        return canvas.ToPicture();
    }

    // What is a little smaller than its place fills it; what is much smaller keeps square pixels.
    private static (int Width, int Height) Fit(Picture picture, int side)
    {
        var longest = Math.Max(picture.Height, picture.Width);
        return longest * 4 <= side ? TileGrid.Fit(picture, side) : (picture.Width * side / longest, picture.Height * side / longest);
    }
}
