using Striate.Tests;

namespace Striate.Cli.Tests;

/// <summary>Runs that meet trouble: what they say, what they leave behind, and how they go on.</summary>
public sealed class TroubleTests : CommandTest
{
    private string Pictures => Path.Combine(Folder, "pictures");

    [Fact]
    public void Train_BadTestPicture_KeepsTheEpochAndGoesOnAfterwards()
    {
        MakeParted(train: 12, test: 4);
        var bad = Path.Combine(Pictures, "test", "row", "03.png");
        var good = File.ReadAllBytes(bad);
        File.WriteAllText(bad, "no picture");
        var run = Striate(TrainArguments(Pictures, Run1, 2));
        AssertOneLine(run, 1);
        Assert.Contains($"go on with: striate train --resume {Run1}", run.Errors, StringComparison.Ordinal);

        File.WriteAllBytes(bad, good);
        Assert.Equal(0, Striate("train", "--resume", Run1, "--quiet").ExitCode);
        var run2 = Path.Combine(Folder, "run2");
        Assert.Equal(0, Striate(TrainArguments(Pictures, run2, 2, "--quiet")).ExitCode);
        Assert.Equal(Weights(run2), Weights(Run1));
    }

    [Theory]
    [InlineData("--model", "lenet5", "--augment", "resize:14x14")]
    [InlineData("--model", "lenet5", "--size", "1")]
    [InlineData("--model", "alexnet", "--size", "32")]
    [InlineData("--model", "lecturenet", "--size", "4")]
    public void Train_ImagesThatDoNotFit_LeavesNoFolder(params string[] options)
    {
        MakeParted(train: 2, test: 1);
        AssertOneLine(Striate(["train", "--data", Pictures, "--out", Run1, .. options]), 1);
        Assert.False(Directory.Exists(Run1));
    }

    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("1025")]
    public void VariableOfThreads_NoSuchNumber_IsSaid(string value)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The variable is set by a shell.");
        var run = Command.Run("sh", ["-c", $"STRIATE_THREADS={value} striate doctor"], Folder, Timeout);
        AssertOneLine(run, 2);
        Assert.Contains($"STRIATE_THREADS is '{value}': give a number from 1 to 1024.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_InterruptedAtOnce_LeavesNothingHalfMade()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The interrupt is sent by a shell.");
        MakeParted(train: 40, test: 4);
        using var process = StartStriate(TrainArguments(Pictures, Run1, 100_000));
        while (!Directory.Exists(Run1) && !process.HasExited)
        {
            Thread.Yield();
        }

        Shell($"kill -INT {process.Id}");
        Assert.Equal(1, Command.Finish(process, Timeout).ExitCode);
        if (Directory.Exists(Run1))
        {
            Assert.True(File.Exists(Path.Combine(Run1, "newest.safetensors")));
            Assert.DoesNotContain(Directory.GetFiles(Run1), file => Path.GetFileName(file) == "run.lock" || Path.GetFileName(file).StartsWith('.'));
        }
    }

    [Fact]
    public void Train_LastBatchOfOnePicture_LeavesItOut()
    {
        MakeParted(train: 3, test: 1);
        MakePictures(Path.Combine(Pictures, "train"), "column", 2);
        var run = Striate("train", "--data", Pictures, "--model", "resnet18", "--size", "32", "--batch", "4", "--epochs", "1", "--out", Run1, "--quiet");
        Assert.True(run.ExitCode == 0, run.Errors);
    }

    [Fact]
    public void Train_DataOfNoImages_SaysSo()
    {
        Directory.CreateDirectory(Pictures);
        foreach (var part in new[] { "train", "t10k" })
        {
            File.WriteAllBytes(Path.Combine(Pictures, $"{part}-images-idx3-ubyte"), [0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28]);
            File.WriteAllBytes(Path.Combine(Pictures, $"{part}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 0]);
        }

        var run = Striate("train", "--data", Pictures, "--out", Run1);
        Assert.Equal($"striate: {Pictures}: mnist train has no pictures. Name data with pictures to train on and to test with.\n", run.Errors);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void Train_TooFewPicturesToTestWith_SaysSo()
    {
        Directory.CreateDirectory(Pictures);
        var table = Path.Combine(Pictures, "table.csv");
        File.WriteAllText(table, "a.png,1\nb.png,2\n");
        var run = Striate("train", "--data", table, "--out", Run1);
        Assert.Equal($"striate: {table}: 2 pictures in it, each of another class: none is left to test with. Give at least one class two pictures or more.\n", run.Errors);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void DataThatMoved_AreNamedAndCanBeNamedAnew()
    {
        MakeParted(train: 12, test: 4);
        Assert.Equal(0, Striate(TrainArguments(Pictures, Run1, 1, "--quiet")).ExitCode);
        var moved = Path.Combine(Folder, "moved");
        Directory.Move(Pictures, moved);
        foreach (var run in new[] { Striate("eval", Run1), Striate("train", "--resume", Run1) })
        {
            AssertOneLine(run, 1);
            Assert.Contains($"{Pictures}: the data of the run are no longer there. Put them back, or name their new place with --data.", run.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(0, Striate("train", "--resume", Run1, "--data", moved, "--quiet").ExitCode);
        Assert.Equal(0, Striate("eval", Run1).ExitCode);
    }

    [Fact]
    public void Resume_RunThatHasEnded_SaysSoAndAddsNothing()
    {
        MakeParted(train: 12, test: 4);
        Assert.Equal(0, Striate("train", "--data", Pictures, "--model", "lenet5", "--lr", "0", "--epochs", "50", "--patience", "1", "--out", Run1, "--quiet").ExitCode);
        var (log, files) = (Log(), Directory.GetFiles(Run1).Order().ToList());

        var run = Striate("train", "--resume", Run1);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("The run has ended already, after 2 epochs.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Ended early: no better test accuracy for 1 epoch.", run.Output, StringComparison.Ordinal);
        Assert.Equal(files, Directory.GetFiles(Run1).Order());
        Assert.Equal(log.Count, Log().Count);
        Assert.Equal(log[..^1], Log()[..^1]);

        List<string> Log() => [.. File.ReadLines(Path.Combine(Run1, "log.jsonl"))];
    }

    private void MakeParted(int train, int test)
    {
        foreach (var (part, count) in new[] { ("train", train), ("test", test) })
        {
            MakePictures(Path.Combine(Pictures, part), "row", count);
            MakePictures(Path.Combine(Pictures, part), "column", count);
        }
    }
}
