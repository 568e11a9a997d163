using System.Globalization;
using Striate.Data;
using Striate.Imaging;

namespace Striate.Insight;

/// <summary>Receptive fields as pictures.</summary>
/// <example><code>
/// var field = EffectiveField.Of(net, [3, 224, 224], net[7]);
/// PictureFile.Write(ReceptiveFields.Sheet(picture, field), "field.png");
/// </code></example>
public static class ReceptiveFields
{
    private const int MostColumns = 3;

    // A box is drawn on an enlarged picture, so that its line is fine.
    private const int Enlarged = 448;

    /// <summary>The fields of layers drawn over a picture: the effect in red, the field in theory as a box.</summary>
    /// <param name="picture">As large as the images that were measured.</param>
    /// <param name="fields">At least one.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Sheet(Picture picture, params IReadOnlyList<EffectiveField> fields)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentOutOfRangeException.ThrowIfZero(fields.Count, nameof(fields));
        return Gallery.Draw(
            "What the central unit of a layer sees",
            "Box: in theory, from the sizes of the windows. Red: in effect, by the gradient over images of noise.",
            Math.Min(MostColumns, fields.Count),
            [.. fields.Select(field => (field.Layer, Describe(field), Draw(picture, field)))]);
    }

    /// <summary>"in theory 35 × 35, in effect 17 across".</summary>
    /// <param name="field">A field.</param>
    public static string Describe(EffectiveField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return string.Create(CultureInfo.InvariantCulture, $"in theory {field.Rows.Size} × {field.Columns.Size} pixels, in effect {field.Side:0.#} across");
    }

    private static Picture Draw(Picture picture, EffectiveField field)
    {
        var scale = Math.Max(1, Enlarged / Math.Max(picture.Height, picture.Width));
        return Boxes.Draw(HeatMap.Over(picture, field.Effect), scale, [(field.Corner.Top, field.Corner.Left, field.Rows.Size, field.Columns.Size)]);
    }
}
