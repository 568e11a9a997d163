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
        Assert.Contains("exists already", Assert.Throws<IOException>(() => RunFolder.Create(Run)).Message, StringComparison.Ordinal);
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
    [InlineData("{}", "lacks settings of a recipe")]
    [InlineData("null", "lacks settings of a recipe")]
    [InlineData("{\"epochs\":", "is no valid recipe (line 1)")]
    public void Recipe_Damaged_SaysSo(string json, string expected)
    {
        var path = Path.Combine(_parent, "settings.json");
        File.WriteAllText(path, json);
        Assert.Contains(expected, Assert.Throws<Tensors.FileFormatException>(() => Recipe.Read(path)).Message, StringComparison.Ordinal);
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
        Assert.Contains("There is no optimiser 'sdg'", Assert.Throws<ArgumentException>(() => new Recipe { Optimizer = "sdg" }.BuildTrainer(TinyRun.Network(), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no schedule 'x'", Assert.Throws<ArgumentException>(() => new Recipe { Schedule = "x" }.BuildTrainer(TinyRun.Network(), 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunLog_OpenedToGoOn_DropsWhatWillBeMadeAgain()
    {
        var path = Path.Combine(_parent, "log.jsonl");
        File.WriteAllLines(path, ["{\"event\":\"start\",\"step\":0}", "{\"event\":\"step\",\"step\":50}", "{\"event\":\"step\",\"step\":100}", "{\"event\":\"st"]);
        RunLog.Open(path, stepsDone: 60).Dispose();
        Assert.Equal(2, File.ReadAllLines(path).Length);
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
