using Striate.Data.Tests;
using Striate.Data.Tests.Downloads;
using Striate.Imaging;

namespace Striate.Cli.Tests;

public sealed class DataCommandTests : CommandTest
{
    private readonly string _cache;

    public DataCommandTests() => Environment.SetEnvironmentVariable("STRIATE_DATA", _cache = Path.Combine(Folder, "data"));

    [Fact]
    public void ListAndInfo_KnownSets_SayWhatTheyAre()
    {
        var list = Striate("data", "list");
        Assert.Contains("cifar100", list.Output, StringComparison.Ordinal);
        Assert.Matches("mnist +handwritten digits +60,000 +10,000 +10 +28x28x1 +12 MB +yes", list.Output);
        var info = Striate("data", "info", "STL10");
        Assert.Contains("https", Striate("data", "info", "cifar10").Output, StringComparison.Ordinal);
        Assert.Contains("5,000 to train on, 8,000 to test with", info.Output, StringComparison.Ordinal);
        Assert.Contains("stl10_binary.tar.gz, 2,640,397,119 bytes", info.Output, StringComparison.Ordinal);
        Assert.Contains("flowers of Britain, sizes differ, 102 classes", Striate("data", "info", "flowers102").Output, StringComparison.Ordinal);
        Assert.Contains("no; striate data get stl10", info.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_AddressThatGivesSomethingElse_IsOneLineAndNothingLands()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Answer(new byte[4_542]));
        var run = Striate("data", "get", "fashion-mnist", "--from", server.Address);
        AssertOneLine(run, 1);
        Assert.Contains($"{server.Address}/train-images-idx3-ubyte.gz: the server promises 4542 bytes, expected 26421880.", run.Errors, StringComparison.Ordinal);

        run = Striate("train", "--data", "fashion-mnist", "--out", Run1);
        AssertOneLine(run, 1);
        Assert.Contains("fashion-mnist: the data set is not here yet. Fetch it: striate data get fashion-mnist.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnWhatWasFetched_FindsItByItsName()
    {
        Directory.CreateDirectory(Path.Combine(_cache, "kmnist"));
        foreach (var part in new[] { "train", "t10k" })
        {
            var pixels = new byte[10 * 28 * 28];
            new Random(1).NextBytes(pixels);
            File.WriteAllBytes(Path.Combine(_cache, "kmnist", $"{part}-images-idx3-ubyte.gz"), Idx.Compress(Idx.Bytes([10, 28, 28], pixels)));
            File.WriteAllBytes(Path.Combine(_cache, "kmnist", $"{part}-labels-idx1-ubyte.gz"), Idx.Compress(Idx.Bytes([10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])));
        }

        Assert.Matches("^mnist is there already: .*; --from was not needed\n$", Striate("data", "get", "mnist", "--from", "/nope").Output);
        Assert.Contains($"kmnist is there already: {Path.Combine(_cache, "kmnist")}", Striate("data", "get", "KMNIST").Output, StringComparison.Ordinal);
        var run = Striate("train", "--data", "kmnist", "--model", "lenet5", "--batch", "5", "--epochs", "1", "--out", Run1, "--quiet");
        Assert.True(run.ExitCode == 0, run.Errors);
        var eval = Striate("eval", Run1, "--data", "kmnist");
        Assert.Contains(" of 10 right", eval.Output, StringComparison.Ordinal);
        Assert.Contains("tsu", eval.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_NameOrFolder_WritesAPage()
    {
        var page = Path.Combine(Folder, "page.png");
        var run = Striate("data", "show", "mnist", "--count", "3", "--augment", "crop:2,affine:10", "--out", page);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains($"mnist train: 60000 pictures, 10 classes; some of them in {page}", run.Output, StringComparison.Ordinal);
        Assert.Equal(3, PictureFile.Read(page).Channels);

        foreach (var mix in new[] { "mixup", "cutmix:1", "mosaic" })
        {
            File.Delete(page);
            Assert.Equal(0, Striate("data", "show", "mnist", "--count", "4", "--mix", mix, "--out", page).ExitCode);
            Assert.Equal(3, PictureFile.Read(page).Channels);
        }

        AssertOneLine(run = Striate("data", "show", "mnist", "--out", Path.Combine(Folder, "page.jpg")), 1);
        Assert.Contains("page.jpg: pictures are written as PNG. Give the file a name that ends in .png.", run.Errors, StringComparison.Ordinal);

        var pictures = MakePictures();
        Assert.Equal(0, Striate("data", "show", pictures, "--out", page).ExitCode);
        Assert.InRange(PictureFile.Read(page).Height, 200, 240);
    }

    [Theory]
    [InlineData("data info cifar11", "There is no data set 'cifar11'. Did you mean 'cifar10'?")]
    [InlineData("data lsit", "There is no command 'lsit'. Did you mean 'list'? See striate data --help.")]
    [InlineData("data show mnist --count 0", "--count 0: give a number from 1 to 100.")]
    [InlineData("data show mnist --count x", "--count x: expected a whole number. See striate data show --help.")]
    [InlineData("data show mnist --mix mixdown", "--mix mixdown: Unknown mixing 'mixdown'. ")]
    [InlineData("data show mnist --mix mixup --augment flip", "--augment and --mix each make a page of their own; give one of them.")]
    [InlineData("data show mnist --augment flop", "--augment flop: Unknown augmentation 'flop'. Did you mean 'flip'?")]
    public void WrongUsage_IsOneLineAndCode2(string arguments, string expected)
    {
        var run = Striate(arguments.Split(' '));
        Assert.StartsWith($"striate: {expected}", run.Errors, StringComparison.Ordinal);
        AssertOneLine(run, 2);
    }
}
