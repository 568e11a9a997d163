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
}
