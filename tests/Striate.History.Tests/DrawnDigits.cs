namespace Striate.History.Tests;

/// <summary>A handful of drawn digits for machines that learn from pictures.</summary>
internal static class DrawnDigits
{
    public static Lesson Lesson(int train = 60, int test = 30) => new()
    {
        Pictures = () => (LetterSet.Draw("0123456789", train, seed: 1), LetterSet.Draw("0123456789", test, seed: 2)),
        Seed = 3,
    };

    /// <summary>What every exhibit has: findings, sections with pictures that a browser reads, and an error that is a share.</summary>
    public static void AssertShows(Exhibit exhibit, params string[] figures)
    {
        Assert.NotEmpty(exhibit.Findings);
        var drawn = exhibit.Sections.SelectMany(section => section.Parts).OfType<Reports.PageFigure>().ToList();
        Assert.Equal(figures.Order(), drawn.Select(figure => figure.Name).Order());
        Assert.All(drawn, figure => Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], figure.Png[..4]));
        Assert.True(exhibit.DigitError is null or (>= 0 and <= 1), $"error {exhibit.DigitError}");
    }
}
