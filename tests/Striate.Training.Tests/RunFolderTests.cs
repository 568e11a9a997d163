namespace Striate.Training.Tests;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("striate").FullName;

    private string Run => Path.Combine(_parent, "run");

    [Fact]
    public void Create_ThenOpenElsewhere_IsInUse()
    {
        using var folder = RunFolder.Create(Run);
        File.WriteAllText(folder.Network, "{}");
        var error = Assert.Throws<IOException>(() => RunFolder.Open(Run));
        Assert.Equal($"{Run}: another process is using this run. Wait until it ends, or choose another folder with --out.", error.Message);
    }

    [Fact]
    public void Create_FolderWithSomethingInIt_IsAnError()
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, "log.jsonl"), "");
        Assert.EndsWith(
            "exists already. Choose another folder with --out, or remove it.", Assert.Throws<IOException>(() => RunFolder.Create(Run)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Run, "newest.safetensors"), "");
        Assert.EndsWith($"or go on with that run by --resume {Run}.", Assert.Throws<IOException>(() => RunFolder.Create(Run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterDispose_Works()
    {
        using (var folder = RunFolder.Create(Run))
        {
            File.WriteAllText(folder.Network, "{}");
        }

        RunFolder.Open(Run).Dispose();
        Assert.False(File.Exists(Path.Combine(Run, "run.lock")));
    }

    [Fact]
    public void Check_NoFolderOrNoRun_SaysWhich()
    {
        Assert.Contains("there is no such run folder", Assert.Throws<DirectoryNotFoundException>(() => RunFolder.Check(Run)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Run);
        Assert.Contains("is no run folder", Assert.Throws<FileNotFoundException>(() => RunFolder.Check(Run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Recipe_WrittenAndRead_IsTheSame()
    {
        var recipe = new Recipe { Epochs = 3, Augment = "crop:2", Seed = ulong.MaxValue, LearningRate = 0.1 };
        recipe.Write(Path.Combine(_parent, "settings.json"));
        Assert.Equal(recipe, Recipe.Read(Path.Combine(_parent, "settings.json")));
    }

    [Theory]
    [InlineData("{}", "lacks settings of a recipe: model, data, from, freeze, head, epochs")]
    [InlineData("null", "lacks settings of a recipe: model, data, from, freeze, head, epochs")]
    [InlineData("{\"epochs\":", "is no valid recipe (line 1)")]
    public void Recipe_Damaged_SaysSo(string json, string expected)
    {
        var path = Path.Combine(_parent, "settings.json");
        File.WriteAllText(path, json);
        Assert.Contains(expected, Assert.Throws<Tensors.FileFormatException>(() => Recipe.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"learningRate\": 0.003", "\"learningRate\": -1", "learningRate -1: give a number of at least 0.")]
    [InlineData("\"learningRate\": 0.003,", "", "lacks settings of a recipe: learningRate.")]
    [InlineData("\"augment\": \"\"", "\"augment\": null", "lacks settings of a recipe: augment.")]
    [InlineData("\"optimizer\": \"adamw\"", "\"optimizer\": \"x\"", "optimizer x: take one of sgd, nesterov, adam, adamw, rmsprop, adagrad, adadelta, lion, muon.")]
    public void Recipe_SettingsThatMakeNoSense_AreNamed(string setting, string changed, string expected)
    {
        var path = Path.Combine(_parent, "settings.json");
        new Recipe().Write(path);
        File.WriteAllText(path, File.ReadAllText(path).Replace(setting, changed, StringComparison.Ordinal));
        Assert.Equal($"{path}: {expected} Restore the file or start a new run.", Assert.Throws<Tensors.FileFormatException>(() => Recipe.Read(path)).Message);
    }

    [Fact]
    public void Recipe_NoFile_SaysSo() => Assert.Contains(
        "the file cannot be read", Assert.Throws<Tensors.FileFormatException>(() => Recipe.Read(Path.Combine(_parent, "none.json"))).Message, StringComparison.Ordinal);

    [Fact]
    public void FindMistake_SettingsThatDoNotFitEachOther_AreNamed()
    {
        Assert.Null(new Recipe().FindMistake());
        Assert.Null(new Recipe { Schedule = "cosine", Epochs = 5, WarmUp = 4.9 }.FindMistake());
        Assert.Equal("WarmUp", new Recipe { Schedule = "cosine", Epochs = 5, WarmUp = 5 }.FindMistake()?.Setting);
        Assert.Equal("WarmUp", new Recipe { Schedule = "one-cycle", WarmUp = 1 }.FindMistake()?.Setting);
        Assert.Equal("Momentum", new Recipe { Optimizer = "nesterov", Momentum = 0 }.FindMistake()?.Setting);
        Assert.Equal("Momentum", new Recipe { Momentum = 2 }.FindMistake()?.Setting);
        Assert.Equal("LabelSmoothing", new Recipe { LabelSmoothing = 1 }.FindMistake()?.Setting);
        Assert.Equal("LearningRate", new Recipe { LearningRate = double.NaN }.FindMistake()?.Setting);
        Assert.Equal("MaxGradientNorm", new Recipe { MaxGradientNorm = -1 }.FindMistake()?.Setting);
        Assert.Equal("BatchesInStep", new Recipe { BatchesInStep = 0 }.FindMistake()?.Setting);
        Assert.Equal("AverageDecay", new Recipe { AverageDecay = 1 }.FindMistake()?.Setting);
        Assert.Equal("Augment", new Recipe { Augment = "flop" }.FindMistake()?.Setting);
        Assert.Equal(new RecipeMistake("Mix", "mixpu", "Unknown mixing 'mixpu'. Did you mean 'mixup'?"), new Recipe { Mix = "mixpu" }.FindMistake());
    }

    [Fact]
    public void Open_FolderThatMayNotBeWrittenTo_SaysSo()
    {
        Directory.CreateDirectory(Path.Combine(Run, "run.lock"));
        File.WriteAllText(Path.Combine(Run, "model.json"), "{}");
        Assert.Equal(
            $"{Run}: the folder may not be written to. Change its permissions, or choose another with --out.",
            Assert.Throws<IOException>(() => RunFolder.Open(Run)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Remove_RunThatCameToNothing_LeavesWhatWasThereBefore(bool before)
    {
        if (before)
        {
            Directory.CreateDirectory(Run);
        }

        using (var folder = RunFolder.Create(Run))
        {
            new Recipe().Write(folder.Settings);
            Directory.CreateDirectory(folder.Figures);
            folder.Remove();
        }

        Assert.Equal(before, Directory.Exists(Run));
        Assert.False(before && Directory.EnumerateFileSystemEntries(Run).Any());
    }

    [Fact]
    public void RunLog_FullDisk_OneLineThatNamesTheFile()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        using var file = RunLog.Open("/dev/full");
        var log = new RunLog(1, file);
        Assert.Equal(
            "/dev/full: not written, the disk is full. Free some space, or write to another folder.",
            Assert.Throws<IOException>(() => log.Write("stopped", _ => { })).Message);
    }

    [Fact]
    public void Create_WhereNothingMayBeWritten_SaysSo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc here.");
        Assert.Equal(
            "/proc/striate: the folder cannot be made. Choose one that may be written to with --out.",
            Assert.Throws<IOException>(() => RunFolder.Create("/proc/striate")).Message);
    }

    [Fact]
    public void Recipe_UnknownNames_SaysWhichThereAre()
    {
        Assert.Contains("Optimizer sdg: take one of sgd, nesterov", Assert.Throws<ArgumentException>(() => new Recipe { Optimizer = "sdg" }.BuildTrainer(TinyRun.Network(), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("Schedule x: take one of one-cycle, cosine", Assert.Throws<ArgumentException>(() => new Recipe { Schedule = "x" }.BuildTrainer(TinyRun.Network(), 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BuildTrainer_EveryOptimizerAndSchedule_MakesAStepThatLowersTheRateInTheEnd()
    {
        foreach (var optimizer in Recipe.Optimizers)
        {
            foreach (var schedule in Recipe.Schedules)
            {
                var recipe = new Recipe { Optimizer = optimizer, Schedule = schedule, Epochs = 3, BatchesInStep = 2, MaxGradientNorm = 1, AverageDecay = 0.9 };
                var trainer = recipe.BuildTrainer(TinyRun.Network(), 8);
                trainer.Fit(TinyRun.Loader(), null, 3);
                Assert.Equal((12, 12), (trainer.Position.Step, trainer.Average!.Updates));
                Assert.InRange(trainer.LastEpoch!.LearningRate, 0, schedule is "constant" or "plateau" ? 0.003 : 0.002);
            }
        }
    }

    [Fact]
    public void RunLog_OpenedToGoOn_DropsWhatWillBeMadeAgain()
    {
        var path = Path.Combine(_parent, "log.jsonl");
        string[] kept = ["{\"event\":\"start\",\"step\":0}", "{\"event\":\"step\",\"step\":50}", "{\"event\":\"epoch\",\"step\":50,\"epoch\":1}"];
        string[] dropped = ["{\"event\":\"step\",\"step\":150}", "{\"event\":\"epoch\",\"step\":100,\"epoch\":2}", "{\"event\":\"done\"}", "[]", "{\"event\":\"st"];
        File.WriteAllLines(path, [.. kept, .. dropped]);

        // All steps of the second epoch are made, but it was not evaluated yet.
        RunLog.Open(path, new TrainingPosition(Epoch: 1, Batch: 50, Step: 100)).Dispose();
        Assert.Equal(kept, File.ReadAllLines(path));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
