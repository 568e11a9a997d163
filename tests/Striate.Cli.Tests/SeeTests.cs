using Striate.Imaging;
using Striate.Tests;

namespace Striate.Cli.Tests;

/// <summary>striate see, on a real network and on one that has learned nothing.</summary>
public sealed class SeeTests : CommandTest
{
    private string Out => Path.Combine(Folder, "sheet.png");

    [Fact]
    public void Filters_OfPublishedWeights_AreASheet()
    {
        var run = Striate("see", "filters", SharedData.Find("weights/squeezenet1_0.safetensors"), "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(1440, PictureFile.Read(Out).Width);
    }

    [Fact]
    public void Maps_OfAPicture_AreASheet()
    {
        var picture = Path.Combine(Folder, "digit.png");
        PictureFile.Write(new Data.Picture(28, 28, 1), picture);
        var run = Striate("see", "maps", "lenet5", picture, "--out", Out);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(1440, PictureFile.Read(Out).Width);
    }

    [Theory]
    [InlineData("saliency")]
    [InlineData("attack")]
    [InlineData("report")]
    public void LabelsOfPixels_AreOneLine(string what)
    {
        var picture = Path.Combine(Folder, "photo.png");
        PictureFile.Write(new Data.Picture(32, 32, 3), picture);
        var run = Striate("see", what, "unet", picture, "--input", "3x32x32", "--out", Path.ChangeExtension(Out, what == "report" ? ".html" : ".png"));
        AssertOneLine(run, 1);
        Assert.Contains("Take a network that classifies", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("see filters nosuchnet", "there is no such run folder, file of weights or network", 2)]
    [InlineData("see filters resnet18 --layer layer1.0.conv9", "The nearest are: layer1.0.conv1", 2)]
    [InlineData("see filters resnet18 --layer bn1", "has no filters", 2)]
    [InlineData("see filters lenet5 --out nosuch/folder/x.png", "no such folder", 2)]
    [InlineData("see filters lenet5 --out x.jpg", "give the file a name that ends in .png", 2)]
    [InlineData("dream nosuch.png lenet5 --out /proc/x.png", "--out /proc/x.png: /proc cannot be written to", 2)]
    [InlineData("see report lenet5 nosuch.png --out .", "it is a folder", 2)]
    [InlineData("see maps lenet5 nosuch.png", "nosuch.png", 1)]
    [InlineData("see filters lenet5 --order sideways", "There is no order 'sideways'", 2)]
    [InlineData("see filters resnet18 --layer layer1.0.conv1 --table", "in the first convolution alone", 2)]
    [InlineData("see report lenet5 nosuch.png", "nosuch.png", 1)]
    public void Mistakes_AreOneLine(string arguments, string expected, int code)
    {
        var run = Striate(arguments.Split(' '));
        AssertOneLine(run, code);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }
}
