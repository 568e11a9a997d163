using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using static Striate.Insight.SheetStyle;

namespace Striate.Insight;

/// <summary>A first layer beside the Gabor functions that come nearest to its filters, sorted by orientation.</summary>
public static class GaborSheet
{
    private const int Petals = 12;
    private const string Pairs = "above the filter, below the Gabor function nearest to it";

    /// <summary>
    /// Draws the oriented filters, each above its function and with its orientation, then the others, the strongest first; on the left how often
    /// which orientation comes.
    /// </summary>
    /// <param name="conv">The layer.</param>
    /// <param name="fits">What <see cref="GaborFit.Of"/> found for it.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Draw(Conv2d conv, IReadOnlyList<GaborFit> fits)
    {
        ArgumentNullException.ThrowIfNull(conv);
        ArgumentNullException.ThrowIfNull(fits);
        var scale = Filters.ScaleOf(conv);
        var values = conv.Weight.Value.ToArray();
        var (length, strengths) = (values.Length / fits.Count, Filters.Strengths(values, fits.Count));

        Picture[] Pictures(GaborFit fit) =>
        [
            .. Filters.Pictures(values.AsSpan(fit.Filter * length, length), conv.Weight.Shape, scale), .. Filters.Pictures(fit.Values, conv.Weight.Shape, scale),
        ];

        var oriented = fits.Where(fit => fit.IsOriented).OrderBy(fit => fit.Orientation)
            .Select(fit => new Tile(string.Create(CultureInfo.InvariantCulture, $"{fit.Filter}: {fit.Orientation:0}°"), Pictures(fit))).ToList();
        var others = fits.Where(fit => !fit.IsOriented).OrderByDescending(fit => strengths[fit.Filter])
            .Select(fit => new Tile($"{fit.Filter}", Pictures(fit))).ToList();
        List<SheetSection> sections = [];
        if (oriented.Count > 0)
        {
            sections.Add(new SheetSection($"{Filters.Heading(conv)}: {oriented.Count} of {fits.Count} are oriented", $"{Pairs}; numbers and orientations", scale, oriented));
        }

        if (others.Count > 0)
        {
            sections.Add(new SheetSection(oriented.Count > 0 ? "the others" : $"{Filters.Heading(conv)}: none is oriented", $"{(oriented.Count > 0 ? "" : $"{Pairs}; ")}the strongest first", scale, others));
        }

        return SheetSection.Draw(sections, Rose(fits), "orientations");
    }

    // A bar of orientation a points both ways: each petal is drawn twice. Its area, not its length, says how many there are.
    private static Picture Rose(IReadOnlyList<GaborFit> fits)
    {
        var counts = new int[Petals];
        foreach (var fit in fits.Where(fit => fit.IsOriented))
        {
            counts[(int)Math.Round(fit.Orientation / 180 * Petals) % Petals]++;
        }

        const float Middle = MostSide / 2f;
        const float Longest = Middle - 22;
        using var canvas = new Canvas(MostSide, MostSide);
        foreach (var share in new[] { 0.5, 1 })
        {
            Ring(canvas, Middle, (float)(Longest * Math.Sqrt(share)));
        }

        for (var petal = 0; petal < Petals; petal++)
        {
            var radius = Longest * Math.Sqrt(counts[petal] / (double)Math.Max(1, counts.Max()));
            for (var turn = -7.0; turn <= 7.0; turn += 0.25)
            {
                var (sin, cos) = Math.SinCos(((180.0 * petal / Petals) + turn) * Math.PI / 180);
                canvas.Line((float)(Middle - (radius * cos)), (float)(Middle + (radius * sin)), (float)(Middle + (radius * cos)), (float)(Middle - (radius * sin)), ColorMap.BlueWhiteRed.Of(0.15f));
            }
        }

        canvas.Text($"{counts.Max()}", MostSide - 3, NoteSize, NoteSize - 4, Faint, TextAlign.Right);
        return canvas.ToPicture();
    }

    private static void Ring(Canvas canvas, float middle, float radius)
    {
        for (var degree = 0; degree < 360; degree += 3)
        {
            var ((s1, c1), (s2, c2)) = (Math.SinCos(degree * Math.PI / 180), Math.SinCos((degree + 3) * Math.PI / 180));
            canvas.Line(middle + (float)(radius * c1), middle + (float)(radius * s1), middle + (float)(radius * c2), middle + (float)(radius * s2), Edge);
        }
    }
}
