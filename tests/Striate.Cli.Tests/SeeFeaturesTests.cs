using Striate.Imaging;

namespace Striate.Cli.Tests;

/// <summary>striate see features, see invert and dream, on networks that have learned nothing.</summary>
public sealed class SeeFeaturesTests : CommandTest
{
    private string Out => Path.Combine(Folder, "sheet.png");

    [Fact]
    public void Features_OfALayer_AreASheetWithNumbers()
    {
        var run = Striate("see", "features", "lenet5", "--layer", "conv2", "--unit", "3", "--steps", "3", "--diversity", "2", "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("conv2, unit 3: ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(Out, run.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(1440, PictureFile.Read(Out).Width);
    }

    [Fact]
    public void Features_WithPictures_SayTheBestRealPart()
    {
        MakePicture("a.png");
        var run = Striate("see", "features", "lenet5", "--layer", "conv1", "--steps", "2", "--data", Folder, "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("best real part", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_OfAClass_ByItsName()
    {
        var labels = Path.Combine(Folder, "labels.txt");
        File.WriteAllLines(labels, Enumerable.Range(0, 10).Select(i => i == 7 ? "seven, sept" : $"digit {i}"));
        var run = Striate("see", "features", "lenet5", "--labels", labels, "--layer", "fc3", "--unit", "Sept", "--steps", "2", "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("fc3, unit 7 (seven, sept): ", run.Output, StringComparison.Ordinal);
        Assert.Contains("lenet5 has learned nothing yet", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Embed_FolderOfPictures_IsOneClassAndSaysNoAccuracy()
    {
        for (var i = 0; i < 6; i++)
        {
            MakePicture($"{i}.png", 28 + i);
        }

        var projector = Path.Combine(Folder, "projector");
        var run = Striate("see", "embed", "lenet5", Folder, "--method", "pca", "--projector", projector, "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("6 pictures; 84 numbers of the last hidden layer, PCA.", run.Output, StringComparison.Ordinal);
        Assert.Equal(7, File.ReadAllLines(Path.Combine(projector, "metadata.tsv")).Length);
        Assert.Equal(1440, PictureFile.Read(Out).Width);
    }

    [Fact]
    public void Invert_ALayer_SaysTheError()
    {
        var run = Striate("see", "invert", "lenet5", MakePicture("a.png"), "--layer", "conv1", "--steps", "3", "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("conv1: relative error", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Dream_Zoom_WritesNumberedFrames()
    {
        var run = Striate("dream", MakePicture("a.png", 70), "lenet5", "--layer", "conv1", "--steps", "1", "--octaves", "2", "--zoom", "2", "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(["0001.png", "0002.png"], Directory.GetFiles(Path.Combine(Folder, "sheet")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(70, PictureFile.Read(Path.Combine(Folder, "sheet", "0002.png")).Width);
        Assert.Equal(1440, PictureFile.Read(Path.Combine(Folder, "sheet-sheet.png")).Width);
    }

    [Fact]
    public void Dream_WithoutAModel_TakesThatOfTheVariable()
    {
        Shell($"STRIATE_MODEL=lenet5 {Program} dream {MakePicture("a.png", 70)} --layer conv1 --steps 1 --octaves 1 --out {Out}");
        Assert.Equal(70, PictureFile.Read(Out).Width);
    }

    [Theory]
    [InlineData("see features lenet5 --layer conv2 --unit 16", "its 16 units are 0 to 15")]
    [InlineData("see features lenet5 --steps 0", "--steps 0: give a number of at least 1.")]
    [InlineData("see embed lenet5 mnist --projector /proc/x", "--projector /proc/x: it is no folder that can be made or written to")]
    [InlineData("see features lenet5 --size 4", "expected 16 pixels or more")]
    [InlineData("see features lenet5 --layer conv9", "The nearest are: conv1")]
    [InlineData("dream x.png lenet5 --octaves 0", "--octaves 0: give a number of 1 to 20.")]
    [InlineData("dream x.png lenet5 --zoom 0", "--zoom 0: expected 1 to 9999 frames.")]
    [InlineData("dream x.png lenet5 --octaves 21", "--octaves 21: give a number of 1 to 20.")]
    [InlineData("dream x.png", "No network is named. Name a run folder or a file of weights, or set STRIATE_MODEL")]
    [InlineData("see maps lenet5", "PICTURE is missing: A picture file.")]
    [InlineData("see features lenet5 --layer conv2 --unit ear", "--unit ear: expected a number from 0 to 15, as conv2")]
    [InlineData("see features lenet5 --layer fc3 --unit ear", "'ear': the network's classes have no names. Name a file of them with --labels")]
    [InlineData("see features lenet5 --whole --unit 3", "--whole is the layer as a whole; leave out --unit and --place.")]
    [InlineData("see invert lenet5 x.png --steps 0", "--steps is 0")]
    public void Mistakes_AreOneLine(string arguments, string expected)
    {
        var run = Striate(arguments.Split(' '));
        AssertOneLine(run, 2);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    private string MakePicture(string name, int side = 28)
    {
        var picture = new Data.Picture(side, side, 1);
        for (var i = 0; i < side; i++)
        {
            picture[i, side / 2] = 255;
            picture[side / 3, i] = 200;
        }

        var path = Path.Combine(Folder, name);
        PictureFile.Write(picture, path);
        return path;
    }
}
