using System.Text.Json;
using Striate.Networks;
using Striate.Training;

namespace Striate.Cli.Tests;

/// <summary>Trained networks at work.</summary>
public sealed class EvalAndPredictTests : CommandTest
{
    [Fact]
    public void Eval_FolderOfAnyForm_TakesItsTestPartOrAllOfIt()
    {
        var pictures = MakePictures();
        Assert.Equal(0, Train(pictures, Run1, "--quiet").ExitCode);

        // The run's own folder: the fifth that was kept for testing.
        Assert.Equal(16, Samples(pictures));

        // Another folder, with one of the classes alone: all of it.
        var others = Path.Combine(Folder, "others");
        MakePictures(others, "row", 11);
        Assert.Equal(11, Samples(others));

        var parted = Path.Combine(Folder, "parted");
        MakePictures(Path.Combine(parted, "train"), "row", 9);
        MakePictures(Path.Combine(parted, "val"), "row", 3);
        Assert.Equal(3, Samples(parted));

        MakePictures(others, "diagonal", 1);
        AssertOneLine(Striate("eval", Run1, "--data", others), 1);
        Assert.Contains("F1", Striate("eval", Run1).Output, StringComparison.Ordinal);

        int Samples(string data)
        {
            var eval = JsonDocument.Parse(Striate("eval", Run1, "--data", data, "--json").Output).RootElement;
            var classes = eval.GetProperty("classes").EnumerateArray().ToList();
            Assert.Equal(["column", "row"], classes.Select(c => c.GetProperty("class").GetString()));
            Assert.InRange(classes[1].GetProperty("recall").GetDouble(), 0.5, 1);
            Assert.Equal(eval.GetProperty("samples").GetInt32(), classes.Sum(c => c.GetProperty("samples").GetInt32()));
            return eval.GetProperty("samples").GetInt32();
        }
    }

    [Fact]
    public void Predict_SomePicturesThatCannotBeRead_AnswersForTheOthers()
    {
        WriteRun("digitnet", [3, 28, 28]);
        MakePictures(Folder, "row", 1);
        var good = Path.Combine(Folder, "row", "00.png");
        var bad = Path.Combine(Folder, "bad.png");
        File.WriteAllText(bad, "no picture");
        var run = Striate("predict", Run1, bad, good, Path.Combine(Folder, "none.png"), good);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(2, run.Output.TrimEnd().Split('\n').Count(line => line.StartsWith($"{good}: ", StringComparison.Ordinal)));
        Assert.Equal(2, run.Errors.TrimEnd().Split('\n').Count(line => line.StartsWith("striate: ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("predict", false)]
    [InlineData("predict", true)]
    [InlineData("eval", false)]
    public void EvalAndPredict_WeightsThatAreNotFinite_NameTheLayer(string command, bool json)
    {
        WriteRun("lenet5", [1, 28, 28], net => ((Conv2d)net.Modules().First(m => m.Path == "conv2")).Weight.Value.Span[0] = float.NaN);
        MakePictures(Path.Combine(Folder, "data"), "row", 1);
        string[] what = command == "predict" ? [Path.Combine(Folder, "data", "row", "00.png")] : ["--data", Path.Combine(Folder, "data")];
        var run = Striate([command, Run1, .. what, .. json ? ["--json"] : Array.Empty<string>()]);
        Assert.Contains("first appeared in conv2 (Conv2d 6 → 16, 5×5), whose weights are not finite already.", run.Errors, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        AssertOneLine(run, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Predict_RunOfLightStrokesOnBlack_PreparesPhotos(bool lightOnBlack)
    {
        // An empty sheet shows which way a picture goes: there is no digit on it.
        WriteRun("lenet5", [1, 28, 28], lightOnBlack: lightOnBlack);
        var sheet = new Data.Picture(Enumerable.Repeat((byte)230, 60 * 60).ToArray(), 60, 60, 1);
        var file = Path.Combine(Folder, "sheet.png");
        Imaging.PictureFile.Write(sheet, file);
        Assert.Equal(lightOnBlack ? 1 : 0, Striate("predict", Run1, file).ExitCode);
    }

    [Fact]
    public void Eval_MoreThanFiveClasses_SaysTheTopFive()
    {
        WriteRun("lenet5", [1, 28, 28], classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        Assert.Matches(@"right, in the top 5 \d+\.\d\d%, loss", Striate("eval", Run1, "--data", "mnist").Output);
    }

    // A run folder with first weights.
    private void WriteRun(string model, int[] input, Action<Module>? change = null, bool lightOnBlack = false, string[]? classes = null)
    {
        Directory.CreateDirectory(Run1);
        var deviation = Enumerable.Repeat(1f, input[0]).ToArray();
        var description = new NetworkDescription(model, input, classes ?? ["column", "row"], new float[input[0]], deviation) { IsLightOnBlack = lightOnBlack };
        description.Write(Path.Combine(Run1, "model.json"));
        new Recipe { Model = model }.Write(Path.Combine(Run1, "settings.json"));
        var net = description.Build();
        net.Initialize(1);
        change?.Invoke(net);
        Networks.Weights.Save(net, Path.Combine(Run1, "newest.safetensors"));
    }
}
