using Striate.Data;
using Striate.Tensors;

namespace Striate.Imaging.Tests;

public class PictureFolderTests
{
    [Fact]
    public void Create_ClassFolders_AreSortedByTheirNames()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "dog/2.png", "dog/1.PNG", "Cat/1.png", "ant/9.png", "ant/notes.txt", ".git/x.png");
        var data = new PictureFolder(folder.Path);
        Assert.Equal(["Cat", "ant", "dog"], data.Classes);
        Assert.Equal([0, 1, 2, 2], Enumerable.Range(0, data.Count).Select(data.LabelOf));
        Assert.Equal(["1.png", "9.png", "1.PNG", "2.png"], Enumerable.Range(0, data.Count).Select(i => Path.GetFileName(data.FileOf(i))));
        Assert.Equal(["ant/9.png", "dog/2.png"], new[] { 1, 3 }.Select(data.NameOf));
        Assert.Equal("dog/2.png", data.Select([3]).NameOf(0));
        Assert.Equal("6x5x3", data.PictureOf(0).ToString());
        Assert.Equal("6x5x1", new PictureFolder(folder.Path, channels: 1).PictureOf(0).ToString());
    }

    [Theory]
    [InlineData("test")]
    [InlineData("val")]
    [InlineData("valid")]
    public void Open_TrainAndTestInside_TakesThem(string test)
    {
        using var folder = new TemporaryFolder();
        Add(folder, "train/a/1.png", "train/b/1.png", "train/b/2.png", $"{test}/b/1.png");
        var (train, second) = PictureFolder.Open(folder.Path);
        Assert.Equal((3, 1), (train.Count, second.Count));
        Assert.Equal(train.Classes, second.Classes);
        Assert.Equal(1, second.LabelOf(0));
    }

    [Fact]
    public void OpenTest_FolderOfAnyForm_TakesItsTestPartOrAllOfIt()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "b/1.png", "b/2.png");
        var whole = PictureFolder.OpenTest(folder.Path, ["a", "b"]);
        Assert.Equal((2, 1), (whole.Count, whole.LabelOf(0)));

        using var parted = new TemporaryFolder();
        Add(parted, "train/a/1.png", "train/a/2.png", "val/a/1.png");
        Assert.Equal(1, PictureFolder.OpenTest(parted.Path, ["a", "b"]).Count);
    }

    [Fact]
    public void Open_ClassesOnly_SplitsThemWithTheSeed()
    {
        using var folder = new TemporaryFolder();
        Add(folder, [.. Enumerable.Range(0, 20).Select(i => $"{"ab"[i % 2]}/{i}.png")]);
        var (train, test) = PictureFolder.Open(folder.Path);
        Assert.Equal((16, 4), (train.Count, test.Count));
        Assert.Equal(2, Enumerable.Range(0, 4).Count(i => test.LabelOf(i) == 0));
    }

    [Fact]
    public void Open_UnknownClassInTheTestPart_NamesIt()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "train/a/1.png", "test/c/1.png");
        Assert.Equal(
            $"{folder.At("test/c")}: no class of this name among a. Rename the folder, or leave it out.",
            Assert.Throws<FileFormatException>(() => PictureFolder.Open(folder.Path)).Message);
    }

    [Fact]
    public void Open_TrainOnly_SaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "train/a/1.png");
        Assert.Equal(
            $"{folder.Path}: train/ in it, but none of test/, val/ and valid/. Add one, or name the folder train/ itself to have it split.",
            Assert.Throws<FileFormatException>(() => PictureFolder.Open(folder.Path)).Message);
    }

    [Fact]
    public void Create_EmptyClass_NamesIt()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "a/1.png", "b/readme.txt");
        Assert.Equal(
            $"{folder.At("b")}: a class folder without pictures. Put files into it (.jpg, .jpeg, .png, .webp, .bmp, .gif, .pbm, .pgm, .ppm, .pnm), or remove it.",
            Assert.Throws<FileFormatException>(() => new PictureFolder(folder.Path)).Message);
    }

    [Fact]
    public void Create_NoClasses_SaysHowToSort()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            $"{folder.Path}: no pictures in it. Put the pictures of each class into a folder of their own in it, such as cat/ and dog/.",
            Assert.Throws<FileFormatException>(() => new PictureFolder(folder.Path)).Message);
    }

    [Fact]
    public void Create_NoFolder_SaysSo() => Assert.Equal(
        "/nowhere: the folder cannot be read. Check that it exists and that you may read it.",
        Assert.Throws<FileFormatException>(() => new PictureFolder("/nowhere")).Message);

    [Fact]
    public void Epoch_BrokenFile_NamesIt()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "a/1.png", "a/2.png");
        folder.Write("a/2.png", [1, 2, 3]);
        var loader = new DataLoader(new PictureFolder(folder.Path), 2);
        var error = Assert.Throws<FileFormatException>(() => loader.Epoch(0).Count());
        Assert.StartsWith($"{folder.At("a/2.png")}: not a picture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PictureOf_SecondTime_NeedsNoFile()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "train/a/1.png", "test/a/1.png");
        var (train, test) = PictureFolder.Open(folder.Path);
        Assert.Equal(train.PictureOf(0).Pixels.ToArray(), test.PictureOf(0).Pixels.ToArray());
        File.Delete(folder.At("train/a/1.png"));
        File.Delete(folder.At("test/a/1.png"));
        Assert.Equal(train.PictureOf(0).Pixels.ToArray(), test.PictureOf(0).Pixels.ToArray());
    }

    [Fact]
    public void PictureOf_BeyondTheMemoryLimit_ReadsAgain()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "a/1.png", "a/2.png");
        var one = new FileInfo(folder.At("a/1.png")).Length;
        var data = new PictureFolder(folder.Path, memoryLimit: one + 1);
        _ = (data.PictureOf(0), data.PictureOf(1));
        File.Delete(folder.At("a/1.png"));
        File.Delete(folder.At("a/2.png"));
        Assert.Equal("6x5x3", data.PictureOf(0).ToString());
        Assert.StartsWith($"{folder.At("a/2.png")}: the file cannot be read", Assert.Throws<FileFormatException>(() => data.PictureOf(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfOneClass_FoldersInFolders_AllVisiblePicturesOfTheFoldersName()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "photos/b.png", "photos/deep/er/a.PNG", "photos/notes.txt", "photos/.cache/c.png");
        var data = PictureFolder.OfOneClass(folder.At("photos"), channels: 1);
        Assert.Equal(["b.png", "a.PNG"], Enumerable.Range(0, data.Count).Select(i => Path.GetFileName(data.FileOf(i))));
        Assert.Equal(("photos", "photos", 0), (data.Name, Assert.Single(data.Classes), data.LabelOf(1)));
        Assert.Equal("6x5x1", data.PictureOf(1).ToString());
        Assert.True(PictureFolder.HoldsPictures(folder.At("photos")));
        Assert.False(PictureFolder.HoldsPictures(folder.At("photos/deep")));
        Assert.False(PictureFolder.HoldsPictures(folder.At("photos/b.png")));
    }

    [Fact]
    public void OfOneClass_NoPictures_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "notes.txt");
        Assert.StartsWith($"{folder.Path}: there are no pictures in it", Assert.Throws<FileFormatException>(() => PictureFolder.OfOneClass(folder.Path)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"{folder.At("none")}: the folder cannot be read", Assert.Throws<FileFormatException>(() => PictureFolder.OfOneClass(folder.At("none"))).Message, StringComparison.Ordinal);
    }

    private static void Add(TemporaryFolder folder, params string[] files)
    {
        var png = PictureFile.ToPng(new Picture(6, 5, 3));
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.At(file))!);
            folder.Write(file, png);
        }
    }
}
