using Striate.Imaging;

namespace Striate.Cli.Tests;

/// <summary>striate see saliency, receptive, attack and maps --filter.</summary>
public sealed class SeeSaliencyTests : CommandTest
{
    private string Out => Path.Combine(Folder, "sheet.png");

    [Theory]
    [InlineData("saliency", "--method all")]
    [InlineData("saliency", "--method gradcam --class 3 --layer conv2")]
    [InlineData("receptive", "--samples 2")]
    [InlineData("maps", "--layer conv2 --filter 2")]
    public void See_OfAPicture_IsASheet(string command, string options)
    {
        var picture = Path.Combine(Folder, "digit.png");
        var digit = new Data.Picture(28, 28, 1);
        digit.WritablePixels[300..420].Fill(byte.MaxValue);
        PictureFile.Write(digit, picture);
        var run = Striate(["see", command, "lenet5", picture, .. options.Split(' '), "--out", Out]);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(1440, PictureFile.Read(Out).Width);
    }

    [Fact]
    public void Saliency_ClassByOneOfItsWordsOfATinyPicture_FoundAndSaid()
    {
        var (labels, picture) = (Path.Combine(Folder, "labels.txt"), Path.Combine(Folder, "tiny.png"));
        File.WriteAllLines(labels, [.. Enumerable.Range(0, 998).Select(i => $"class {i}"), "tabby, tabby cat", "tiger cat, cat of the woods"]);
        PictureFile.Write(new Data.Picture(20, 8, 3), picture);
        var run = Striate("see", "saliency", "squeezenet1_1", picture, "--labels", labels, "--class", "Tabby Cat", "--method", "gradient", "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("tabby, tabby cat ", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{picture} is 8 pixels wide and 20 high; the network takes 224 × 224, and sees it enlarged.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("see saliency lenet5 x.png --method gradcamp", "Did you mean 'gradcam'?", 2)]
    [InlineData("see saliency lenet5 x.png --class horse", "'horse': the network's classes have no names.", 2)]
    [InlineData("see receptive lenet5 --samples 0", "--samples 0: give a number of at least 1", 2)]
    [InlineData("see attack lenet5 x.png --method ", "--method '': expected a value.", 2)]
    [InlineData("see maps lenet5 x.png --filter 3", "--filter is of one layer", 2)]
    public void Mistakes_AreOneLine(string arguments, string expected, int code)
    {
        var run = Striate(arguments.Split(' '));
        AssertOneLine(run, code);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }
}
