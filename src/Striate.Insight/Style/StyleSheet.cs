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
    /// <param name="trim">What was cut off the styles, as <see cref="StyleTransferOptions.Trim"/>.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(Picture content, IReadOnlyList<Picture> styles, StyleResult result, double trim = 0)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(styles);
        ArgumentNullException.ThrowIfNull(result);
        (string, string, Picture)[] entries =
        [
            ("the content", Size(content), content),
            .. styles.Select(style => StyleTransfer.Trimmed(style, trim)).Select((style, i) => (styles.Count == 1 ? "the style" : $"style {i + 1}", Size(style), style)),
            ("painted", Size(result.Picture), result.Picture),
        ];
        return Gallery.Draw(
            string.Create(CultureInfo.InvariantCulture, $"the loss fell by {result.Lowered:0.0%} in {result.Losses.Count} steps"),
            $"Gram matrices differ from the style's by {result.GramErrorsText}",
            Math.Min(MostColumns, entries.Length),
            entries);
    }

    /// <summary>Draws what a network painted in one pass.</summary>
    /// <param name="content">What it shows.</param>
    /// <param name="painted">What the network made of it.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(Picture content, Picture painted) => Gallery.Draw(
        "painted in one pass", "Left the picture, right what the network makes of it.", columns: 2, ("the content", Size(content), content), ("painted", Size(painted), painted));

    private static string Size(Picture picture) => $"{picture.Width} wide, {picture.Height} high";
}
