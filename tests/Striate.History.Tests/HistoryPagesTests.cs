namespace Striate.History.Tests;

/// <summary>The page of all machines.</summary>
public sealed class HistoryPagesTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"striate-{Guid.NewGuid():N}.html");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void WriteReport_OfSomeMachines_TalksOfThoseAlone()
    {
        var page = Report(("zipnet", 100, false), ("lenet5", 100, false));
        Assert.Contains("The net of 1989 sees 16 × 16 pixels and has 9,760 parameters.", page, StringComparison.Ordinal);
        Assert.All(["It is no race", "fortieth", "neocognitron, which learns without labels", "The deep belief net"], text => Assert.DoesNotContain(text, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, false, "machines learned from different numbers of digits.")]
    [InlineData(100, true, "machines learned from as many digits, some in a run of two minutes and some in a long one.")]
    [InlineData(200, true, "machines learned from different numbers of digits, some in a run of two minutes and some in a long one.")]
    public void WriteReport_OfUnequalRuns_SaysInWhat(int learned, bool isFull, string expected)
    {
        var page = Report(("neocognitron", 100, false), ("dbn", learned, isFull));
        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Contains("The neocognitron, which learns without labels, is read by a linear layer.", page, StringComparison.Ordinal);
        Assert.Contains("The deep belief net does not know that pixels have neighbours.", page, StringComparison.Ordinal);
    }

    private string Report(params (string Name, int Learned, bool IsFull)[] runs)
    {
        var exhibits = runs.ToDictionary(run => run.Name, run => new Exhibit([], []) { DigitError = 0.02, IsOfMnist = true, DigitsLearned = run.Learned, IsFull = run.IsFull });
        HistoryPages.WriteReport(exhibits, _path);
        return File.ReadAllText(_path);
    }
}
