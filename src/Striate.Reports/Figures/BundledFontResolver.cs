using ScottPlot;
using SkiaSharp;
using Striate.Imaging;

namespace Striate.Reports;

/// <summary>Gives ScottPlot the bundled font, so that figures are the same on a machine without fonts.</summary>
internal sealed class BundledFontResolver : IFontResolver
{
    private static readonly SKTypeface Typeface = Load();

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == BundledFont.Name ? Typeface : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == BundledFont.Name ? Typeface : null;

    private static SKTypeface Load()
    {
        using var stream = BundledFont.Open();
        return SKTypeface.FromStream(stream);
    }
}
