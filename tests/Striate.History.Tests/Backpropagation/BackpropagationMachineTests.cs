using Striate.Data;
using Striate.Reports;

namespace Striate.History.Tests;

public class BackpropagationMachineTests
{
    [Fact]
    public void Run_OnAFewDigits_ShowsAllOfItsStory()
    {
        Exhibit[] exhibits = [Run(), Run()];
        DrawnDigits.AssertShows(exhibits[0], "symmetry-weights", "symmetry", "people", "family", "digits", "hidden");
        Assert.NotNull(exhibits[0].DigitError);
        Assert.Equal(exhibits[0].Findings, exhibits[1].Findings);
    }

    [Fact]
    public void Run_OnPicturesOfAnySize_BringsThemToThatOfDigits()
    {
        var large = new PictureSet("large", [.. Enumerable.Range(0, 4).Select(i => new Picture(2000, 1500 + (20 * i), 1))], [0, 1, 0, 1], ["a", "b"]);
        var exhibit = new BackpropagationMachine { Hidden = 5, Epochs = 2, Sweeps = 50 }.Run(new Lesson { Pictures = () => (large, large) });
        Assert.Contains("The same rule on 4 digits of 28 × 28 pixels", Assert.IsType<PageText>(exhibit.Sections[^1].Parts[0]).Text, StringComparison.Ordinal);
    }

    private static Exhibit Run() => new BackpropagationMachine { Hidden = 20, Epochs = 2, Sweeps = 100 }.Run(DrawnDigits.Lesson());
}
