using Striate.Imaging;
using Striate.Tests;

namespace Striate.Samples.Tests;

/// <summary>The program that draws the pictures of docs/layers.</summary>
public sealed class LayerPicturesTests : IDisposable
{
    private const long MostBytes = 300 * 1024;

    private static readonly string DocsFolder = Path.Combine(Repository.Root, "docs", "images", "layers");

    private readonly string _folder = Directory.CreateTempSubdirectory("striate").FullName;

    [Fact]
    public void Run_OnPhotos_DrawsThePicturesOfThePages()
    {
        var photos = Path.GetDirectoryName(SharedData.Find("photos/chelsea.jpg"))!;
        var run = Run(photos, _folder);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Equal(Pictures(DocsFolder), Pictures(_folder));
        Assert.All(Pictures(_folder), name => Assert.Equal(Size(DocsFolder, name), Size(_folder, name)));
    }

    [Fact]
    public void DocsPictures_AreQuickToLoad() =>
        Assert.All(Directory.GetFiles(DocsFolder), file => Assert.InRange(new FileInfo(file).Length, 1, MostBytes));

    [Fact]
    public void Run_WithoutPhotos_SaysWhatItExpects()
    {
        var run = Run(_folder);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"Got '{_folder}', expected PHOTOS [FOLDER]. Give a folder with chelsea.jpg and coffee.jpg as PHOTOS.", run.Errors.Trim());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Command Run(params string[] arguments) => Command.Run(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        ["run", "-c", "Release", "--project", "samples/layer-pictures", .. arguments], Repository.Root, TimeSpan.FromMinutes(4));

    private static IEnumerable<string> Pictures(string folder) => Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order();

    private static (int Width, int Height) Size(string folder, string name)
    {
        var picture = PictureFile.Read(Path.Combine(folder, name));
        return (picture.Width, picture.Height);
    }
}
