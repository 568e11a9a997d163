using System.Diagnostics;
using System.Text.Json;
using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tests;
using Striate.Training;

namespace Striate.Cli.Tests;

/// <summary>The command as a user runs it: a process, its output, its exit code.</summary>
public sealed class StriateTests : CommandTest
{
    [Fact]
    public void Shape_OfTheLecture_IsTheLecturesArithmetic()
    {
        var run = Striate("shape", "32x32x3", "--filters", "6", "--size", "5");
        Assert.Equal(
            """
            output         (N − F + 2P)/S + 1
                           height (32 − 5)/1 + 1 = 28
                           width  (32 − 5)/1 + 1 = 28
                           28x28x6
            parameters     (5·5·3 + 1)·6 = 456
            multiply-adds  28·28·6·75 = 352,800

            """,
            run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void Shape_ThatDoesNotFit_SaysSoAndWhatDoes()
    {
        var run = Striate("shape", "7x7", "--size", "3", "--stride", "3");
        Assert.Contains("(7 − 3)/3 + 1 = 2.33", run.Output, StringComparison.Ordinal);
        Assert.Contains("does not fit", run.Output, StringComparison.Ordinal);
        Assert.Contains("--stride 2 (3x3)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfResNet18_HasItsTotals()
    {
        var run = Striate("summary", "resnet18", "--input", "3x224x224");
        Assert.Contains("11,689,512 parameters, 1,814,073,344 multiply-adds", run.Output, StringComparison.Ordinal);
        Assert.Contains("Conv2d 3 → 64, 7×7, stride 2, pad 3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfUNet_GoesDownAndUpAgain()
    {
        var run = Striate("summary", "unet");
        Assert.Contains("unet, input 3x256x256: 7,763,041 parameters", run.Output, StringComparison.Ordinal);
        Assert.Contains("ConvTranspose2d 512 → 256, 2×2, stride 2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_SaysWhatIsUsed() => Assert.Contains("vectors", Striate("doctor").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("trian", "There is no command 'trian'. Did you mean 'train'? See striate --help.")]
    [InlineData("train --modle x", "There is no option '--modle'. Did you mean '--model'? See striate train --help.")]
    [InlineData("train --model resnet19", "There is no model 'resnet19'. Did you mean 'resnet18'?")]
    [InlineData("train --model unet", "unet labels every pixel, and the commands work with one label a picture. Train it with the library, or take another network")]
    [InlineData("train --optimizer adma", "There is no optimizer 'adma'. Did you mean 'adam'?")]
    [InlineData("train --epochs ten", "--epochs ten: expected a whole number. See striate train --help.")]
    [InlineData("train --epochs 0", "--epochs 0: give a number of at least 1.")]
    [InlineData("train --lr -1", "--lr -1: give a number of at least 0.")]
    [InlineData("train --threads 0", "--threads 0: give a number from 1 to 1024.")]
    [InlineData("train --data minst", "There is no data set or folder 'minst'. Did you mean 'mnist'?")]
    [InlineData("train --augment flop", "--augment flop: Unknown augmentation 'flop'. Did you mean 'flip'?")]
    [InlineData("train --mix mixpu", "--mix mixpu: Unknown mixing 'mixpu'. Did you mean 'mixup'?")]
    [InlineData("train --optimizer nesterov --momentum 0", "--momentum 0: nesterov looks ahead along the momentum; give a number above 0, or take sgd.")]
    [InlineData("train --views mirorr", "There is no set of views 'mirorr'. Did you mean 'mirror'?")]
    [InlineData("train --momentum 2", "--momentum 2: give a number from 0 to below 1.")]
    [InlineData("train --clip -1", "--clip -1: give a number above 0, or 0 for none.")]
    [InlineData("train --accumulate 0", "--accumulate 0: give a number of at least 1.")]
    [InlineData("train --ema 1", "--ema 1: give a number from 0 to below 1.")]
    [InlineData("train --label-smoothing 1", "--label-smoothing 1: give a number from 0 to below 1.")]
    [InlineData("train --schedule cosine --epochs 2 --warm-up 2", "--warm-up 2: the whole run has 2 epochs; give fewer.")]
    [InlineData("train --warm-up 1", "--warm-up 1: one-cycle has a rise of its own; leave it out, or take another schedule.")]
    [InlineData("train --out ", "--out '': expected a value. See striate train --help.")]
    [InlineData("train --from ", "--from '': expected a value. See striate train --help.")]
    [InlineData("eval ", "run '': expected a value. See striate eval --help.")]
    [InlineData("data show mnist --out ", "--out '': expected a value. See striate data show --help.")]
    [InlineData("train --head 0", "--head 0: give the number of classes, or leave it out.")]
    [InlineData("train --schedule cosine-restart", "There is no schedule 'cosine-restart'. Did you mean 'cosine-restarts'?")]
    [InlineData("train --balance 2", "Unrecognized command or argument '2'. See striate train --help.")]
    [InlineData("train --mix cutmix:-1", "--mix cutmix:-1: Mixing 'cutmix:-1' has an amount that does not fit. It is written cutmix[:ALPHA].")]
    [InlineData("models extra", "Unrecognized command or argument 'extra'. See striate models --help.")]
    [InlineData("summary nosuchmodel", "There is no model 'nosuchmodel'.")]
    [InlineData("summary lenet5 --input 28", "'28' is no size. Write channels x height x width, as in 3x224x224.")]
    [InlineData("shape 7x7 --size 3 --filters 0", "--filters 0: give a number of at least 1.")]
    [InlineData("shape 0x7 --size 3", "'0x7' is no size.")]
    [InlineData(
        "shape 7x7 --size 9",
        "a window of 9 does not fit an input of 7 with padding 0 and 0. Give a larger input, a smaller kernel, or more padding. "
        + "Settings that fit: --pad 1 (1x1); --pad 2 (3x3); --size 7 (1x1); --size 6 (2x2).")]
    [InlineData(
        "shape 100000x100000 --size 3 --filters 2000000000",
        "2000000000 filters of 3x3x1 at 99998x99998 places take more multiply-adds than can be counted, 9,223,372,036,854,775,807. Give smaller numbers.")]
    [InlineData("shape 7x7 --size 2000000000 --pad 2000000000", "an input of 7 with padding 2000000000 and 2000000000 is too large. Keep it below 2147483647 places.")]
    public void WrongUsage_IsOneLineAndCode2(string arguments, string expected)
    {
        var run = Striate(arguments.Split(' '));
        Assert.StartsWith($"striate: {expected}", run.Errors, StringComparison.Ordinal);
        AssertOneLine(run, 2);
    }

    [Fact]
    public void Failures_AreOneLineAndCode1()
    {
        var nothing = Striate("eval", Path.Combine(Folder, "nothing.pth"));
        Assert.Contains("nothing.pth: there is no such run folder or file of weights.", nothing.Errors, StringComparison.Ordinal);
        AssertOneLine(nothing, 1);
        AssertOneLine(Striate("summary", "lenet5", "--input", "1x32x32"), 1);
        AssertOneLine(Striate("summary", "lecturenet", "--input", "3x4x4"), 1);
        Directory.CreateDirectory(Path.Combine(Folder, "empty", "a"));
        Directory.CreateDirectory(Path.Combine(Folder, "empty", "b"));
        var run = Striate("train", "--data", Path.Combine(Folder, "empty"), "--out", Run1);
        Assert.Contains("empty", run.Errors, StringComparison.Ordinal);
        AssertOneLine(run, 1);
        Assert.False(Directory.Exists(Run1));
    }

    [Fact]
    public void Train_EvalPredict_OnAFolderOfPictures_Work()
    {
        var pictures = MakePictures();
        var trained = Train(pictures, Run1, "--json");
        Assert.True(trained.ExitCode == 0, trained.Errors);
        var done = JsonDocument.Parse(trained.Output.Trim().Split('\n')[^1]).RootElement;
        Assert.Equal("done", done.GetProperty("event").GetString());
        Assert.Equal(Run1, done.GetProperty("run").GetString());
        Assert.InRange(done.GetProperty("testAccuracy").GetDouble(), 0.8, 1);
        Assert.InRange(done.GetProperty("seconds").GetDouble(), done.GetProperty("trainSeconds").GetDouble(), 120);
        Assert.Subset(
            Directory.GetFileSystemEntries(Run1).Select(Path.GetFileName).ToHashSet(),
            new HashSet<string?> { "settings.json", "model.json", "log.jsonl", "newest.safetensors", "best.safetensors", "report.html", "figures" });
        Assert.Contains(Directory.GetFiles(Run1), file => Path.GetFileName(file).StartsWith("events.out.tfevents.", StringComparison.Ordinal));

        var eval = JsonDocument.Parse(Striate("eval", Run1, "--json").Output).RootElement;
        Assert.Equal(done.GetProperty("testAccuracy").GetDouble(), eval.GetProperty("accuracy").GetDouble());

        var picture = Directory.GetFiles(Path.Combine(pictures, "column"))[0];
        Assert.StartsWith($"{picture}: column", Striate("predict", Run1, picture).Output, StringComparison.Ordinal);

        // The wrong things: a run folder that is taken, settings on resuming, pictures that are none, damaged weights.
        AssertOneLine(Train(pictures, Run1), 1);
        AssertOneLine(Striate("train", "--resume", Run1, "--batch", "3"), 2);
        File.WriteAllText(Path.Combine(Folder, "no.png"), "no picture");
        AssertOneLine(Striate("predict", Run1, Path.Combine(Folder, "no.png")), 1);
        File.WriteAllBytes(Path.Combine(Run1, "newest.safetensors"), File.ReadAllBytes(Path.Combine(Run1, "newest.safetensors"))[..1000]);
        AssertOneLine(Striate("eval", Run1), 1);
        AssertOneLine(Striate("train", "--resume", Run1), 1);
    }

    [Fact]
    public void Train_Cifar10FilesAtAnyNumberOfThreads_GivesTheSameWeights()
    {
        var data = Path.Combine(Folder, "cifar-10-batches-bin");
        Directory.CreateDirectory(data);
        foreach (var file in new[] { "data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch" })
        {
            var bytes = new byte[4 * 3073];
            new Random(file.Length).NextBytes(bytes);
            for (var i = 0; i < 4; i++)
            {
                bytes[i * 3073] = (byte)(2 * i);
            }

            File.WriteAllBytes(Path.Combine(data, $"{file}.bin"), bytes);
        }

        var run2 = Path.Combine(Folder, "run2");
        var one = Striate(Arguments(Run1, "1"));
        Assert.True(one.ExitCode == 0, one.Errors);
        Assert.Equal(0, Striate(Arguments(run2, "2")).ExitCode);
        Assert.Equal(Weights(Run1), Weights(run2));

        // Two of twelve epochs of warm-up stay a sixth.
        Assert.Equal(2.0 / 6, Recipe.Read(Path.Combine(Run1, "settings.json")).WarmUp);
        var evaluated = Striate("eval", Run1, "--data", data);
        Assert.Contains(" of 4 right", evaluated.Output, StringComparison.Ordinal);
        Assert.Contains("automobile", evaluated.Output, StringComparison.Ordinal);

        string[] Arguments(string run, string threads) =>
            ["train", "--data", data, "--model", "airbench", "--epochs", "2", "--batch", "10", "--threads", threads, "--out", run, "--quiet"];
    }

    [Fact]
    public void Train_BalancedInterruptedAndResumed_EqualsTheUninterruptedRun()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The interrupt is sent by a shell.");
        var pictures = MakePictures();
        foreach (var file in Directory.GetFiles(Path.Combine(pictures, "column")).Order(StringComparer.Ordinal).Skip(5))
        {
            File.Delete(file);
        }

        string[] balanced = ["--balance", "--schedule", "plateau"];
        Assert.Equal(0, Striate(TrainArguments(pictures, Run1, 20, ["--quiet", .. balanced])).ExitCode);
        Assert.True(Recipe.Read(Path.Combine(Run1, "settings.json")).Balance);
        var (plain, run2) = (Path.Combine(Folder, "plain"), Path.Combine(Folder, "run2"));
        Assert.Equal(0, Striate(TrainArguments(pictures, plain, 20, "--quiet", "--schedule", "plateau")).ExitCode);
        Assert.NotEqual(Weights(plain), Weights(Run1));

        using var process = StartStriate(TrainArguments(pictures, run2, 20, ["--json", .. balanced]));
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("\"epoch\",\"step\"", StringComparison.Ordinal))
        {
        }

        Shell($"kill -INT {process.Id}");
        Assert.Contains("\"event\":\"stopped\"", Command.Finish(process, Timeout).Output, StringComparison.Ordinal);
        AssertOneLine(Striate("train", "--resume", run2, "--balance"), 2);
        Assert.Equal(0, Striate("train", "--resume", run2, "--quiet").ExitCode);
        Assert.Equal(Weights(Run1), Weights(run2));
    }

    [Fact]
    public void Train_InATerminal_ShowsProgressAndFilters()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "The program 'script', which makes a terminal, is not installed.");
        var command = string.Join(' ', TrainArguments(MakePictures(), Run1, 3).Prepend(Program));
        var run = Command.Run("/usr/bin/script", ["-qec", command, "/dev/null"], Folder, Timeout);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Contains("images/s", run.Output, StringComparison.Ordinal);
        Assert.Contains("    3/3 ", run.Output, StringComparison.Ordinal);
        Assert.Contains("report.html", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_InterruptedAndResumed_EqualsTheUninterruptedRun()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The interrupt is sent by a shell.");
        var pictures = MakePictures();
        Assert.Equal(0, Striate(TrainArguments(pictures, Run1, 30, "--quiet")).ExitCode);

        var run2 = Path.Combine(Folder, "run2");
        using var process = StartStriate(TrainArguments(pictures, run2, 30, "--json"));
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("\"epoch\",\"step\"", StringComparison.Ordinal))
        {
        }

        // While the first process runs, here halted for as long as it takes, nobody else may use its folder.
        Shell($"kill -STOP {process.Id}");
        AssertOneLine(Striate("train", "--resume", run2), 1);
        Shell($"kill -INT {process.Id}; kill -CONT {process.Id}");
        var interrupted = Command.Finish(process, Timeout);
        Assert.Contains("\"event\":\"stopped\"", interrupted.Output, StringComparison.Ordinal);

        var resumed = Striate("train", "--resume", run2, "--quiet");
        Assert.True(resumed.ExitCode == 0, resumed.Errors);
        Assert.Equal(Weights(Run1), Weights(run2));
    }
}
