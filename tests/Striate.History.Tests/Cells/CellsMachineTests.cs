namespace Striate.History.Tests;

public class CellsMachineTests
{
    [Fact]
    public void Run_OfTheMachine_ShowsAllOfItsStory()
    {
        var exhibit = new CellsMachine().Run(new Lesson());
        DrawnDigits.AssertShows(exhibit, "fields", "ganglion", "phase", "length", "scene", "maps");
        Assert.Null(exhibit.DigitError);
        Assert.Equal(new Reports.PageFact("Orientation: width of the tuning at half height", "27.2°"), exhibit.Findings[0]);
    }

    [Fact]
    public void WidthAtHalfHeight_BetweenPoints_IsThatOfStraightLines()
    {
        // Half of 1 lies 3/8 of the way from 0.2 to 1, and 5/6 of that from 1 to 0.4.
        Assert.Equal(5.5 - 1.125, CellsMachine.WidthAtHalfHeight([(-3, 0), (0, 0.2), (3, 1), (6, 0.4), (9, 0)]), 1e-9);
        Assert.Equal(4, CellsMachine.WidthAtHalfHeight([(0, 0.6), (2, 1), (4, 0.5)]));
    }
}
