using Striate.Tensors;

namespace Striate.Training.Tests;

public sealed class RunHistoryTests : IDisposable
{
    private const string Start = """{"event":"start","step":0,"batches":2,"epochs":1,"parameters":3}""";
    private const string Step = """{"event":"step","step":50,"epoch":1,"loss":0.25,"accuracy":0.75,"learningRate":0.003,"imagesPerSecond":100}""";
    private const string Epoch = """{"event":"epoch","step":94,"epoch":1,"trainLoss":0.5,"trainAccuracy":0.9,"testLoss":0.25,"testAccuracy":0.95,"learningRate":0.001,"imagesPerSecond":9,"seconds":1.5,"waitShare":0.01}""";
    private const string EpochWithoutTest = """{"event":"epoch","step":188,"epoch":2,"trainLoss":0.4,"trainAccuracy":0.9,"learningRate":0.001,"imagesPerSecond":9,"seconds":2.25,"waitShare":0}""";

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_Log_StepsAndEpochs()
    {
        var history = Read(Start, Step, Epoch, EpochWithoutTest, """{"event":"done"}""");
        Assert.Equal([new RunHistory.Step(50, 0.25, 0.75, 0.003)], history.Steps);
        Assert.Equal(
            [new RunHistory.Epoch(1, 94, 0.5, 0.9, 0.25, 0.95, 0.001, 1.5, 0.01), new RunHistory.Epoch(2, 188, 0.4, 0.9, null, null, 0.001, 2.25, 0)],
            history.Epochs);
        Assert.Equal(TimeSpan.FromSeconds(3.75), history.TrainTime);
    }

    [Fact]
    public void Read_Empty_NothingHappened() => Assert.Equal((0, 0), (Read().Steps.Count, Read().Epochs.Count));

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public void Read_LastLineCutOff_LeftOut(int length)
    {
        var history = Read(Step, Epoch[..length]);
        Assert.Single(history.Steps);
        Assert.Empty(history.Epochs);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"event":7}""")]
    [InlineData("""{"event":"step"}""")]
    [InlineData("""{"event":"step","step":1e99,"loss":0,"accuracy":0,"learningRate":0}""")]
    [InlineData("""{"event":"step","step":1,"loss":"much","accuracy":0,"learningRate":0}""")]
    public void Read_DamagedLine_Error(string line)
    {
        var error = Assert.Throws<FileFormatException>(() => Read(Step, line, Epoch));
        Assert.Equal($"{_path}: is no log of a run: line 2 is damaged. Restore the file, or delete the line.", error.Message);
    }

    [Fact]
    public void Read_LogThatIsBeingWritten_Read()
    {
        using var writer = RunLog.Open(_path);
        writer.WriteLine(Step);
        writer.Flush();
        Assert.Single(RunHistory.Read(_path).Steps);
    }

    private RunHistory Read(params string[] lines)
    {
        File.WriteAllLines(_path, lines);
        return RunHistory.Read(_path);
    }
}
