using Striate.Data;
using Striate.Imaging;
using static Striate.Insight.SheetStyle;

namespace Striate.Insight;

/// <summary>Features from low to high layers: what drives each, and beside it the best parts of real pictures.</summary>
public static class FeatureSheet
{
    private const int CellsInRow = 4;
    private const int PatchesInRow = 3;
    private const int PatchGap = 4;
    private const int LabelHeight = LabelSize + 14;
    private const int LegendHeight = NoteSize + 14;

    /// <summary>Draws what drives units most.</summary>
    /// <param name="layers">Headings and the features below them; at least one.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(params IReadOnlyList<(string Heading, IReadOnlyList<Feature> Features)> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var hasPatches = layers.Any(layer => layer.Features.Any(feature => feature.Patches.Count > 0));
        return Draw(
            hasPatches
                ? "Each with the largest answer of its map. Beside what was found by gradient ascent: the parts of real pictures that drive it most, as far as it sees."
                : "Found by gradient ascent; each with the largest answer of its map.",
            layers);
    }

    /// <summary>Draws the picture as layers keep it.</summary>
    /// <param name="rebuilt">The picture, and what was rebuilt from the features of each layer.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture DrawRebuilt(IReadOnlyList<Feature> rebuilt) => Draw(
        "Sought by gradient descent. Relative error: how far features are from those of the picture, ‖Φ(x) − Φ₀‖ / ‖Φ₀‖.", [("the picture rebuilt from the features of one layer", rebuilt)]);

    private static Picture Draw(string legend, IReadOnlyList<(string Heading, IReadOnlyList<Feature> Features)> layers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count, nameof(layers));
        var cells = layers.Max(layer => layer.Features.Max(feature => feature.Found.Count + (feature.Patches.Count > 0 ? 1 : 0)));
        var perRow = Math.Max(1, CellsInRow / cells);
        var side = ((Width - (2 * Margin) - ((perRow - 1) * SectionGap) - (perRow * (cells - 1) * Gap)) / Math.Max(CellsInRow, perRow * cells)) - 1;
        var block = (cells * (side + Gap)) - Gap;
        var rowHeight = side + LabelHeight + Gap;
        var heading = HeadingSize + 18;
        var height = (2 * Margin) + layers.Sum(layer => heading + (Rows(layer.Features.Count, perRow) * rowHeight) + SectionGap) - SectionGap + LegendHeight;

        using var canvas = new Canvas(height, Width);
        var labelSize = SizeIn(block, LabelSize, layers.SelectMany(layer => layer.Features).Select(feature => feature.Label));
        var top = Margin;
        foreach (var (title, features) in layers)
        {
            canvas.Text(title, Margin, top + HeadingSize, HeadingSize, Ink);
            top += heading;
            for (var i = 0; i < features.Count; i++)
            {
                DrawFeature(canvas, features[i], Margin + (i % perRow * (block + SectionGap)), top + (i / perRow * rowHeight), side, labelSize);
            }

            top += (Rows(features.Count, perRow) * rowHeight) + SectionGap;
        }

        Text(canvas, legend, Margin, height - Margin, NoteSize, Width - (2 * Margin), Faint);
        return canvas.ToPicture();
    }

    private static int Rows(int count, int perRow) => (count + perRow - 1) / perRow;

    private static void DrawFeature(Canvas canvas, Feature feature, int left, int top, int side, float labelSize)
    {
        var x = left;
        foreach (var picture in feature.Found)
        {
            DrawIn(canvas, picture, x, top, side);
            x += side + Gap;
        }

        var patchSide = (side - ((PatchesInRow - 1) * PatchGap)) / PatchesInRow;
        for (var i = 0; i < feature.Patches.Count; i++)
        {
            var (column, row) = (i % PatchesInRow, i / PatchesInRow);
            DrawIn(canvas, feature.Patches[i].Picture, x + (column * (patchSide + PatchGap)), top + (row * (patchSide + PatchGap)), patchSide);
        }

        canvas.Text(feature.Label, left, top + side + LabelSize + 6, labelSize, Faint);
    }

    private static void DrawIn(Canvas canvas, Picture picture, int x, int y, int side)
    {
        var longest = Math.Max(picture.Height, picture.Width);
        var (width, height) = (Math.Max(1, picture.Width * side / longest), Math.Max(1, picture.Height * side / longest));
        TileGrid.Draw(canvas, picture, x, y, width, height);
    }
}
