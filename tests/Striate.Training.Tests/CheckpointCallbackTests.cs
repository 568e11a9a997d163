using Striate.Data;

namespace Striate.Training.Tests;

/// <summary>Runs that are killed: what the newest checkpoint holds, and how the run goes on from it.</summary>
public sealed class CheckpointCallbackTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("striate").FullName;
    private readonly RunFolder _folder;

    public CheckpointCallbackTests() => _folder = RunFolder.Create(Path.Combine(_parent, "run"));

    [Theory]
    [InlineData(9)]
    [InlineData(17)]
    [InlineData(24)]
    public void Fit_KilledAndResumedWithEarlyStopping_StopsWhereTheWholeRunDoes(int killedAtStep)
    {
        // With a learning rate of nothing the accuracy never rises: the run ends after 3 epochs of 8 steps.
        var whole = Build();
        whole.Fit(TinyRun.Loader(), TinyRun.Loader(""), 50);
        Assert.Equal((3, "no better test accuracy for 2 epochs"), (whole.Position.Epoch, whole.StopReason));

        var killed = Build();
        killed.Callbacks.Add(new AtStep(killedAtStep, () => throw new InvalidOperationException("killed")));
        Assert.Throws<InvalidOperationException>(() => killed.Fit(TinyRun.Loader(), TinyRun.Loader(""), 50));

        var resumed = Build();
        Checkpoint.Load(resumed, _folder.NewestCheckpoint);
        resumed.Fit(TinyRun.Loader(), TinyRun.Loader(""), 50);
        Assert.Equal((3, whole.StopReason), (resumed.Position.Epoch, resumed.StopReason));
    }

    [Fact]
    public void Load_RunThatStoppedEarly_HasEnded()
    {
        Build().Fit(TinyRun.Loader(), TinyRun.Loader(""), 50);
        var resumed = Build();
        Checkpoint.Load(resumed, _folder.NewestCheckpoint);
        Assert.True(resumed.HasEnded(50));
        resumed.Fit(TinyRun.Loader(), TinyRun.Loader(""), 50);
        Assert.Equal(24, resumed.Position.Step);
    }

    [Fact]
    public void Fit_EvaluationFails_TheEpochIsStored()
    {
        var trainer = Build();
        var test = new DataLoader(new BrokenSet(TinyRun.Pictures), 8);
        Assert.Throws<IOException>(() => trainer.Fit(TinyRun.Loader(), test, 1));

        var resumed = Build();
        Checkpoint.Load(resumed, _folder.NewestCheckpoint);
        Assert.Equal((0, 8), (resumed.Position.Epoch, resumed.Position.Batch));
        resumed.Fit(TinyRun.Loader(), TinyRun.Loader(""), 1);
        Assert.Equal((1, 8), (resumed.Position.Epoch, resumed.Position.Step));
        Assert.Equal(60, resumed.LastEpoch!.Position.Samples);
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_parent, recursive: true);
    }

    // The checkpoint comes before early stopping in the list: the order must not matter.
    private Trainer Build()
    {
        var trainer = TinyRun.Trainer(TinyRun.Network(), learningRate: 0);
        trainer.Callbacks.Add(new CheckpointCallback(_folder));
        trainer.Callbacks.Add(new EarlyStopping(2));
        return trainer;
    }

    private sealed class BrokenSet(Dataset data) : Dataset
    {
        public override string Name => "broken";

        public override int Count => data.Count;

        public override IReadOnlyList<string> Classes => data.Classes;

        public override int LabelOf(int index) => data.LabelOf(index);

        public override Picture PictureOf(int index) => index < 30 ? data.PictureOf(index) : throw new IOException("no picture");
    }
}
