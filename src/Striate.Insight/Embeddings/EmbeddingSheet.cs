using Striate.Data;
using Striate.Imaging;
using Striate.Tensors;
using static Striate.Insight.SheetStyle;

namespace Striate.Insight;

/// <summary>Draws an embedding: a dot for each point in the colour of its class, and pictures of some where there is room.</summary>
public static class EmbeddingSheet
{
    private const int Plot = Width - (2 * Margin);
    private const int LeastThumbnail = 40;
    private const int MostThumbnail = 96;
    private const int Dot = 6;
    private const int Top = HeadingSize + NoteSize + 30;

    // Ten that people with any colour vision tell apart by and by; further classes begin anew.
    private static readonly Color[] Palette =
    [
        new(0x1F, 0x77, 0xB4), new(0xFF, 0x7F, 0x0E), new(0x2C, 0xA0, 0x2C), new(0xD6, 0x27, 0x28), new(0x94, 0x67, 0xBD),
        new(0x8C, 0x56, 0x4B), new(0xE3, 0x77, 0xC2), new(0x7F, 0x7F, 0x7F), new(0xBC, 0xBD, 0x22), new(0x17, 0xBE, 0xCF),
    ];

    /// <summary>Draws it.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="note">How it was made; may be empty.</param>
    /// <param name="places">Shape [N, 2].</param>
    /// <param name="data">The N pictures, with their labels.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(string title, string note, Tensor places, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNotEqual(data.Count, places.Shape[0], nameof(data));
        var thumbnail = Math.Clamp((int)(Plot / (2 * Math.Sqrt(data.Count))), LeastThumbnail, MostThumbnail);
        var (points, height) = ToPixels(places.ToArray(), thumbnail);
        using var canvas = new Canvas(Top + height + (2 * Margin) + NoteSize + 16, Width);
        canvas.Text(title, Margin, Margin + HeadingSize, HeadingSize, Ink);
        canvas.Text(note, Margin, Margin + HeadingSize + NoteSize + 10, NoteSize, Faint);
        for (var i = 0; i < data.Count; i++)
        {
            canvas.Fill(points[i].X - (Dot / 2), points[i].Y - (Dot / 2), Dot, Dot, ColorOf(data.LabelOf(i)));
        }

        DrawThumbnails(canvas, points, data, thumbnail);
        DrawLegend(canvas, data);
        return canvas.ToPicture();
    }

    // The points, and how many rows of pixels they take.
    private static ((float X, float Y)[] Points, int Height) ToPixels(float[] places, int thumbnail)
    {
        var (lowX, lowY, highX, highY) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        for (var i = 0; i < places.Length; i += 2)
        {
            (lowX, highX) = (Math.Min(lowX, places[i]), Math.Max(highX, places[i]));
            (lowY, highY) = (Math.Min(lowY, places[i + 1]), Math.Max(highY, places[i + 1]));
        }

        var scale = (Plot - thumbnail) / Math.Max(Math.Max(highX - lowX, highY - lowY), 1e-20f);
        var height = (int)(scale * (highY - lowY)) + thumbnail;
        var points = new (float X, float Y)[places.Length / 2];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = (
                (Width / 2f) + (scale * (places[2 * i] - ((lowX + highX) / 2))),
                Margin + Top + (height / 2f) - (scale * (places[(2 * i) + 1] - ((lowY + highY) / 2))));
        }

        return (points, height);
    }

    // The first picture of each square of a grid, if no other is in its way.
    private static void DrawThumbnails(Canvas canvas, (float X, float Y)[] points, Dataset data, int thumbnail)
    {
        var taken = new List<(float X, float Y)>();
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = points[i];
            if (taken.Exists(other => Math.Abs(other.X - x) < thumbnail + Gap && Math.Abs(other.Y - y) < thumbnail + Gap))
            {
                continue;
            }

            taken.Add(points[i]);
            var picture = data.PictureOf(i);
            var longest = Math.Max(picture.Height, picture.Width);
            var (width, height) = (thumbnail * picture.Width / (float)longest, thumbnail * picture.Height / (float)longest);
            canvas.Draw(picture, x - (width / 2), y - (height / 2), width, height, smooth: longest > thumbnail);
            canvas.Outline(x - (width / 2) - 1, y - (height / 2) - 1, width + 2, height + 2, ColorOf(data.LabelOf(i)), 3);
        }
    }

    private static void DrawLegend(Canvas canvas, Dataset data)
    {
        var (x, y) = ((float)Margin, canvas.Height - Margin);
        foreach (var label in Enumerable.Range(0, data.Count).Select(data.LabelOf).Distinct().Order())
        {
            var name = label < data.Classes.Count ? data.Classes[label] : $"{label}";
            var width = Canvas.TextWidth(name, NoteSize);
            if (x + NoteSize + width > Width - (2 * Margin))
            {
                canvas.Text("…", x, y, NoteSize, Faint);
                break;
            }

            canvas.Fill(x, y - NoteSize + 4, NoteSize - 4, NoteSize - 4, ColorOf(label));
            canvas.Text(name, x + NoteSize + 2, y, NoteSize, Ink);
            x += NoteSize + width + 28;
        }
    }

    private static Color ColorOf(int label) => Palette[label % Palette.Length];
}
