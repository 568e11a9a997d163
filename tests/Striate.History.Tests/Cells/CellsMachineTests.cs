namespace Striate.History.Tests;

public class CellsMachineTests
{
    [Fact]
    public void Run_OfTheMachine_ShowsAllOfItsStory()
    {
        var exhibit = new CellsMachine().Run(new Lesson());
        DrawnDigits.AssertShows(exhibit, "fields", "ganglion", "phase", "length", "scene", "maps");
        Assert.Null(exhibit.DigitError);
    }

    [Fact]
    public void WidthAtHalf_OfATriangle_LiesBetweenItsPoints() => Assert.Equal(4, CellsMachine.WidthAtHalf([(0, 0), (3, 3), (4, 4), (5, 3), (8, 0)]), 1e-9);
}
