using Striate.Training;

namespace Striate.Cli.Tests;

public class EpochTableTests
{
    private static readonly TrainingEpoch Epoch = new(
        new TrainingPosition(Epoch: 99, Batch: 8, Step: 800, Samples: 100_000, LossSum: 123456, Correct: 12_345),
        null, TimeSpan.FromSeconds(12.5), TimeSpan.FromSeconds(2.5), 0.1);

    [Fact]
    public void Row_OfAnEpoch_StandsUnderItsHeads()
    {
        var table = new EpochTable(100, 80);
        Assert.Equal("  epoch     loss  accuracy  test loss  accuracy  images/s  seconds  waiting", table.Head);
        Assert.Equal("100/100   1.2346    12.35%                           8000     12.5    20.0%", table.Row(Epoch));
    }

    [Fact]
    public void Row_OfAPosition_CountsTheEpochByItsShare() => Assert.Equal(
        "  3.5/5   2.0000    25.00%                             40     10.0",
        new EpochTable(5, 80).Row(new TrainingPosition(Epoch: 3, Batch: 5, Samples: 400, LossSum: 800, Correct: 100, EpochTime: TimeSpan.FromSeconds(10)), 10));

    [Fact]
    public void Row_NarrowTerminal_LeavesTheLastColumnsOut() => Assert.Equal("100/100   1.2346", new EpochTable(100, 20).Row(Epoch));
}
