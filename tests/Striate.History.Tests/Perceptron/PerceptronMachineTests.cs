namespace Striate.History.Tests;

public class PerceptronMachineTests
{
    [Fact]
    public void Run_OnAFewDigits_ShowsAllOfItsStory()
    {
        var machine = new PerceptronMachine { Sizes = [32, 64], Sweeps = 1 };
        var shares = new List<double>();
        var lesson = DrawnDigits.Lesson();
        var exhibit = machine.Run(new Lesson { Pictures = lesson.Pictures, Seed = lesson.Seed, Tell = (_, share) => shares.Add(share) });
        DrawnDigits.AssertShows(exhibit, "eyes", "letters", "theorem", "xor", "digits", "responses");
        Assert.NotNull(exhibit.DigitError);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.Equal(shares.Order(), shares);
    }

    [Fact]
    public void Run_Cancelled_Ends()
    {
        var lesson = DrawnDigits.Lesson();
        Assert.Throws<OperationCanceledException>(() => new PerceptronMachine().Run(new Lesson { Pictures = lesson.Pictures, Cancel = new CancellationToken(true) }));
    }
}
