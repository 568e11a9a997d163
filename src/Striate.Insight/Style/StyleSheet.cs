using System.Globalization;
using Striate.Data;

namespace Striate.Insight;

/// <summary>A painted picture beside what it was made of.</summary>
public static class StyleSheet
{
    private const int MostColumns = 4;

    /// <summary>Draws it.</summary>
    /// <param name="content">What it shows.</param>
    /// <param name="styles">What it is painted like.</param>
    /// <param name="result">What came of it.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(Picture content, IReadOnlyList<Picture> styles, StyleResult result)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(styles);
        ArgumentNullException.ThrowIfNull(result);
        (string, string, Picture)[] entries =
        [
            ("the content", Size(content), content),
            .. styles.Select((style, i) => (styles.Count == 1 ? "the style" : $"style {i + 1}", Size(style), style)),
            ("painted", Size(result.Picture), result.Picture),
        ];
        return Gallery.Draw(
            string.Create(CultureInfo.InvariantCulture, $"{result.Losses.Count} steps lowered the loss by {result.Lowered:0.0%}"),
            $"Gram matrices differ from the style's by {result.GramErrorsText}",
            Math.Min(MostColumns, entries.Length),
            entries);
    }

    /// <summary>Draws what a network painted in one pass.</summary>
    /// <param name="pictures">Each picture and how it was painted; at least one.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(params IReadOnlyList<(string Name, Picture Picture, Picture Painted)> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return Gallery.Draw(
            "painted in one pass",
            "Left the picture, right what the network makes of it.",
            columns: 2,
            [.. pictures.SelectMany(entry => new[] { (entry.Name, Size(entry.Picture), entry.Picture), ("painted", Size(entry.Painted), entry.Painted) })]);
    }

    private static string Size(Picture picture) => $"{picture.Height} × {picture.Width} pixels";
}
