using System.Formats.Tar;
using System.Text;
using Striate.Data;
using Striate.Data.Tests.Compression;
using Striate.Tensors;

namespace Striate.Imaging.Tests.Datasets;

public sealed class WebDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    public void Read_Shards_GivesPicturesWithTheirLabels(TarEntryFormat format)
    {
        Write("train-0.tar", format, ("0.png", Png(3, 4)), ("0.cls", "1"u8.ToArray()), ("sub/1.x.txt", [1]), ("sub/1.JSON", "{\"label\": 2}"u8.ToArray()), ("sub/1.png", Png(5, 6)));
        Write("train-1.tar", format, ("2.cls", "0\n"u8.ToArray()), ("2.png", Png(7, 8)), ("extra.txt", [2]));
        var data = WebDataset.Read("web", [_folder.At("train-0.tar"), _folder.At("train-1.tar")]);
        Assert.Equal("web: 3 pictures, 3 classes", data.ToString());
        Assert.Equal([1, 2, 0], Enumerable.Range(0, 3).Select(data.LabelOf));
        Assert.Equal(["3x4x3", "5x6x3", "7x8x3"], Enumerable.Range(0, 3).Select(i => data.PictureOf(i).ToString()));
        Assert.Equal(["train-0.tar 0.png", "train-0.tar sub/1.png", "train-1.tar 2.png"], Enumerable.Range(0, 3).Select(data.NameOf));
    }

    [Fact]
    public void Read_LabelsThatAreNames_AreClasses()
    {
        Write("a.tar", TarEntryFormat.Ustar, ("0.png", Png(1, 1)), ("0.json", "{\"class\": \"dog\"}"u8.ToArray()), ("1.png", Png(1, 1)), ("1.cls", "cat"u8.ToArray()));
        var data = WebDataset.Read("web", [_folder.At("a.tar")]);
        Assert.Equal(["cat", "dog"], data.Classes);
        Assert.Equal([1, 0], Enumerable.Range(0, 2).Select(data.LabelOf));
        Assert.Equal(
            $"web: {_folder.At("a.tar")} 0.png has the label 'dog', none of the 1 classes. Correct it, or name more classes.",
            Assert.Throws<FileFormatException>(() => WebDataset.Read("web", [_folder.At("a.tar")], ["cat"])).Message);
    }

    [Theory]
    [InlineData("{\"label\": [1]}")]
    [InlineData("{]")]
    [InlineData("7")]
    public void Read_PictureWithoutLabel_IsNamed(string json)
    {
        Write("a.tar", TarEntryFormat.Ustar, ("0.png", Png(1, 1)), ("0.json", Encoding.UTF8.GetBytes(json)));
        Assert.Equal(
            $"{_folder.At("a.tar")}: '0.png' has no label. Put a .cls beside it, or a .json with a label.",
            Assert.Throws<FileFormatException>(() => WebDataset.Read("web", [_folder.At("a.tar")])).Message);
    }

    [Theory]
    [InlineData("", "has no label.")]
    [InlineData("-1", "has the label -1, expected a name or a number from 0.")]
    public void Read_LabelThatSaysNone_IsAnErrorThatNamesThePicture(string label, string message)
    {
        Write("a.tar", TarEntryFormat.Ustar, ("0.png", Png(1, 1)), ("0.cls", Encoding.UTF8.GetBytes(label)), ("1.png", Png(1, 1)), ("1.cls", "1"u8.ToArray()));
        Assert.StartsWith(
            $"web: {_folder.At("a.tar")} 0.png {message}",
            Assert.Throws<FileFormatException>(() => WebDataset.Read("web", [_folder.At("a.tar")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NamesAmongNumbers_AreAllNames()
    {
        Write("a.tar", TarEntryFormat.Ustar, ("0.png", Png(1, 1)), ("0.cls", "10"u8.ToArray()), ("1.png", Png(1, 1)), ("1.cls", "A"u8.ToArray()));
        Assert.Equal(["10", "A"], WebDataset.Read("web", [_folder.At("a.tar")]).Classes);
    }

    [Fact]
    public void PictureOf_BrokenPicture_NamesTheArchive()
    {
        Write("a.tar", TarEntryFormat.Ustar, ("0.png", [1, 2, 3]), ("0.cls", "0"u8.ToArray()));
        Assert.StartsWith(
            "a.tar 0.png: not a picture that can be read,",
            Assert.Throws<FileFormatException>(() => WebDataset.Read("web", [_folder.At("a.tar")]).PictureOf(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Mutated_ThrowsDataExceptionOnly()
    {
        var whole = Tar.Of(TarEntryFormat.Ustar, ("0.png", Png(3, 4)), ("0.cls", "1"u8.ToArray()));
        Fuzz.Read(whole, bytes =>
        {
            _folder.Write("a.tar", bytes);
            var data = WebDataset.Read("web", [_folder.At("a.tar")]);
            for (var i = 0; i < data.Count; i++)
            {
                _ = data.PictureOf(i);
            }
        }, rounds: 300);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Png(int height, int width) => PictureFile.ToPng(new Picture(height, width, 3));

    private void Write(string name, TarEntryFormat format, params (string Name, byte[] Bytes)[] files) => _folder.Write(name, Tar.Of(format, files));
}
