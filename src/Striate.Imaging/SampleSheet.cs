using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;

namespace Striate.Imaging;

/// <summary>Samples on one sheet, with what is marked in them, to look at.</summary>
public static class SampleSheet
{
    private const int Gap = 4;
    private const int TitleHeight = 30;
    private const float LineWidth = 2;
    private static readonly Color Frame = ColorMap.Viridis.Of(0.5f);
    private static readonly Color Mark = new(255, 64, 0);

    /// <summary>Draws samples row by row, each as large as its cell allows, with their boxes and points.</summary>
    /// <param name="title">What stands above them.</param>
    /// <param name="samples">At least one, each with a pixel or more.</param>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="cell">Side of a cell in pixels.</param>
    /// <returns>H x W x 3.</returns>
    public static Picture Of(string title, IReadOnlyList<Sample> samples, int columns = 8, int cell = 112)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var rows = (samples.Count + columns - 1) / columns;
        using var canvas = new Canvas(TitleHeight + (rows * (cell + Gap)), columns * (cell + Gap));
        canvas.Text(title, 6, 20, 16, Color.Black);
        for (var i = 0; i < samples.Count; i++)
        {
            Draw(samples[i], canvas, i % columns * (cell + Gap), TitleHeight + (i / columns * (cell + Gap)), cell);
        }

        return canvas.ToPicture();
    }

    /// <summary>Draws each sample, and beside it what augmentations may make of it.</summary>
    /// <param name="title">What stands above them.</param>
    /// <param name="samples">One for each row.</param>
    /// <param name="augmentations">In the order in which they happen.</param>
    /// <param name="versions">How many draws of each.</param>
    /// <param name="cell">Side of a cell in pixels.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <returns>H x W x 3.</returns>
    public static Picture BeforeAndAfter(
        string title, IReadOnlyList<Sample> samples, IReadOnlyList<IAugmentation> augmentations, int versions = 7, int cell = 112, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var cells = samples.SelectMany((sample, i) => Enumerable.Range(0, versions)
            .Select(n => sample.After(augmentations, new Rng(Rng.Hash(seed, (ulong)i, (ulong)n)))).Prepend(sample));
        return Of(title, [.. cells], versions + 1, cell);
    }

    private static void Draw(Sample sample, Canvas canvas, float x, float y, int cell)
    {
        var picture = sample.Picture;
        var scale = (float)cell / Math.Max(picture.Height, picture.Width);
        canvas.Draw(picture, x, y, picture.Width * scale, picture.Height * scale, smooth: picture.Width > cell);
        canvas.Outline(x, y, cell, cell, Frame);
        foreach (var box in sample.Boxes)
        {
            canvas.Outline(x + (box.Left * scale), y + (box.Top * scale), (box.Right - box.Left) * scale, (box.Bottom - box.Top) * scale, Mark, LineWidth);
        }

        foreach (var point in sample.Points)
        {
            canvas.Fill(x + (point.X * scale) - LineWidth, y + (point.Y * scale) - LineWidth, 2 * LineWidth, 2 * LineWidth, Mark);
        }
    }
}
