namespace Striate.History.Tests;

public class AdalineMachineTests
{
    [Fact]
    public void Run_OnAFewDigits_ShowsAllOfItsStory()
    {
        Exhibit[] exhibits = [Run(), Run()];
        DrawnDigits.AssertShows(exhibits[0], "descent", "linear", "weights", "madaline", "hidden");
        Assert.NotNull(exhibits[0].DigitError);
        Assert.Equal(exhibits[0].Findings, exhibits[1].Findings);
    }

    private static Exhibit Run() => new AdalineMachine { Hidden = 30, Sweeps = 2 }.Run(DrawnDigits.Lesson(200, 50));
}
