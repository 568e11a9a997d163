using System.Globalization;
using Striate.Data;

namespace Striate.Insight;

/// <summary>A dream beside what it was made of.</summary>
public static class DreamSheet
{
    /// <summary>Draws it.</summary>
    /// <param name="picture">What it began with.</param>
    /// <param name="dream">What came of it.</param>
    /// <param name="layer">Full name of the layer that was dreamt of.</param>
    /// <param name="options">The settings.</param>
    /// <param name="guide">The picture whose features were dreamt of, or null.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(Picture picture, Picture dream, string layer, DreamOptions options, Picture? guide = null)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(dream);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(options);
        (string, string, Picture)[] entries =
        [
            ("the picture", $"{picture.Width} wide, {picture.Height} high", picture),
            .. guide is null ? [] : new[] { ("the guide", "its features are dreamt of", guide) },
            ("the dream", guide is null ? "the layer's answers are larger" : "the layer's answers are like the guide's", dream),
        ];
        return Gallery.Draw(
            $"dreaming of {layer}",
            string.Create(CultureInfo.InvariantCulture, $"sizes of the picture: {options.Octaves}; steps of gradient ascent at each: {options.Steps}"),
            entries.Length,
            entries);
    }
}
