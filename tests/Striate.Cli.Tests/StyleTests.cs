using Striate.Data;
using Striate.Imaging;
using Striate.Insight;
using StoredWeights = Striate.Networks.Weights;

namespace Striate.Cli.Tests;

/// <summary>striate style, style-net and see embed.</summary>
public sealed class StyleTests : CommandTest
{
    private string Photo
    {
        get
        {
            var file = Path.Combine(Folder, "photo.png");
            PictureFile.Write(new Picture(48, 64, 3), file);
            return file;
        }
    }

    [Fact]
    public void Style_OfTwoStyles_IsAPictureOfTheSizeAskedFor()
    {
        var file = Path.Combine(Folder, "out.png");
        var run = Striate("style", Photo, Photo, Photo, "--weights", "2,1", "--model", "squeezenet1_1", "--size", "64", "--steps", "4", "--out", file);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal((48, 64), (PictureFile.Read(file).Height, PictureFile.Read(file).Width));
        Assert.Contains("Gram matrices differ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("out-sheet.png", run.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(1440, PictureFile.Read(Path.Combine(Folder, "out-sheet.png")).Width);
    }

    [Fact]
    public void StyleNet_TrainThenApply_PaintsAPictureOfItsSize()
    {
        var net = Path.Combine(Folder, "net.safetensors");
        var run = Striate("style-net", "train", Photo, Path.GetDirectoryName(Photo)!, "--model", "squeezenet1_1", "--size", "40", "--width", "2", "--steps", "2", "--out", net);
        Assert.True(run.ExitCode == 0, run.Errors);
        run = Striate("style-net", "apply", net, Photo, "--out", Folder);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal((48, 64), (PictureFile.Read(Path.Combine(Folder, "photo-painted.png")).Height, PictureFile.Read(Path.Combine(Folder, "photo-painted.png")).Width));
        Assert.Equal(1440, PictureFile.Read(Path.Combine(Folder, "photo-painted-sheet.png")).Width);
    }

    [Fact]
    public void StyleNet_Mistakes_AreOneLine()
    {
        var net = Path.Combine(Folder, "net.safetensors");
        StoredWeights.Save(new StyleNet(2, 1), net);
        var tiny = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "other")).FullName, "photo.png");
        PictureFile.Write(new Picture(9, 30, 3), tiny);
        (string[] Arguments, string Expected)[] mistakes =
        [
            (["apply", net, tiny], $"{tiny}: A picture 30 wide and 9 high, of 3 channels: a network that paints takes at least 16 pixels on each side"),
            (["apply", net, Photo, tiny], "photo-painted.png. Paint them into different folders."),
            (["train", Photo, Folder, "--model", "squeezenet1_1", "--lr", "0"], "--lr 0: expected a number above 0."),
            (["train", Photo, Folder, "--model", "squeezenet1_1", "--out", Path.Combine(Folder, "x.png")], "give the file a name that ends in .safetensors."),
        ];
        foreach (var (arguments, expected) in mistakes)
        {
            var run = Striate(["style-net", .. arguments]);
            AssertOneLine(run, 2);
            Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(Folder, "*painted*"));
    }

    [Theory]
    [InlineData("--size 8", "--size 8: expected 32 to 1024.")]
    [InlineData("--weights 1,2", "expected a number of at least 0 for each of the 1 styles")]
    [InlineData("--optimizer sgd", "There is no optimizer 'sgd'.")]
    [InlineData("--keep-colours all", "There is no way to keep colours 'all'. Known are: luminance, match.")]
    public void Style_Mistakes_AreOneLine(string options, string expected)
    {
        var run = Striate(["style", Photo, Photo, "--model", "squeezenet1_1", .. options.Split(' ')]);
        AssertOneLine(run, 2);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }
}
