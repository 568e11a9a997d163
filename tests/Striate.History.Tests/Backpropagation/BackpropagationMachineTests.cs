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

    private static Exhibit Run() => new BackpropagationMachine { Hidden = 20, Epochs = 2, Sweeps = 100 }.Run(DrawnDigits.Lesson());
}
