using System.Text;
using CsCheck;
using Striate.Data;
using Striate.Tensors;

namespace Striate.Imaging.Tests.Datasets;

public sealed class PictureTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PictureTableTests()
    {
        Directory.CreateDirectory(_folder.At("pictures"));
        _folder.Write("pictures/1.png", PictureFile.ToPng(new Picture(4, 5, 3)));
        _folder.Write("pictures/a, b.ppm", "P6 2 3 255 abcdefghijklmnopqr"u8.ToArray());
    }

    [Fact]
    public void Read_RowsWithAndWithoutHead_AreTheSame()
    {
        foreach (var text in new[]
        {
            "pictures/1.png,dog\n\"pictures/a, b.ppm\",cat\n",
            "\uFEFFid,Label,Path\r\n7,dog,pictures/1.png\r\n\r\n8,\"cat\",\"pictures/a, b.ppm\"",
        })
        {
            var data = Read(text);
            Assert.Equal("table: 2 pictures, 2 classes", data.ToString());
            Assert.Equal(["cat", "dog"], data.Classes);
            Assert.Equal([1, 0], Enumerable.Range(0, 2).Select(data.LabelOf));
            Assert.Equal(("4x5x3", "3x2x3"), (data.PictureOf(0).ToString(), data.PictureOf(1).ToString()));
            Assert.Equal("pictures/a, b.ppm", data.NameOf(1));
        }
    }

    [Fact]
    public void Read_Numbers_AreTheClasses()
    {
        var data = Read("pictures/1.png,10\npictures/1.png,2");
        Assert.Equal(11, data.Classes.Count);
        Assert.Equal([10, 2], Enumerable.Range(0, 2).Select(data.LabelOf));

        // A name made of digits is none.
        Assert.Equal(["007", "2"], Read("pictures/1.png,007\npictures/1.png,2").Classes);
    }

    [Theory]
    [InlineData("", "no rows in it. Write path,label on a line for each picture.")]
    [InlineData("path,label\n", "no rows in it. Write path,label on a line for each picture.")]
    [InlineData("a.png,1\nb.png", "row 2 has 1 column, expected at least 2. Write path,label on a line for each picture.")]
    [InlineData("path;label\na.png;1", "row 1 has 1 column, expected at least 2. Write path,label on a line for each picture, with a comma and no semicolon between them.")]
    [InlineData("path,label\na.png,1\nb.png,", "row 3 ('b.png') has no label. Give it a label, or leave it out.")]
    [InlineData("a.png,-1\nb.png,1", "row 1 ('a.png') has the label -1, expected a name or a number from 0. Give it a label, or leave it out.")]
    [InlineData("a.png,1\npictures/../../b.png,1", "row 2 ('pictures/../../b.png') leaves the folder of the table. Put the table above its pictures, or write whole paths.")]
    [InlineData("a.png,\"cat\nb.png,dog", "a quote in row 1 is not closed. Close it, or double it where it stands for itself.")]
    public void Read_Broken_SaysHow(string text, string message) =>
        Assert.Equal($"{_folder.At("table.csv")}: {message}", Assert.Throws<FileFormatException>(() => Read(text)).Message);

    [Fact]
    public void Read_WholePathsAndWaysBack_AreFollowed()
    {
        var data = Read($"{_folder.At("pictures/1.png")},a\npictures/../pictures/1.png,a");
        Assert.Equal(("4x5x3", "4x5x3"), (data.PictureOf(0).ToString(), data.PictureOf(1).ToString()));
    }

    [Fact]
    public void PictureOf_MissingFile_IsNamed() => Assert.Equal(
        $"{_folder.At("none.png")}: the file cannot be read. Check that it exists and that you may read it.",
        Assert.Throws<FileFormatException>(() => Read("none.png,1").PictureOf(0)).Message);

    [Fact]
    public void Parse_AnyFields_GivesThemBack() =>
        Gen.Char["ab,\"\n\r "].Array[1, 6].Array[1, 4].Array[1, 4].Sample(rows =>
        {
            var fields = rows.Select(row => row.Select(letters => new string(letters)).ToArray()).ToArray();
            var text = string.Join('\n', fields.Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));
            Assert.Equal(fields, CsvText.Parse(text, "file"));
        });

    public void Dispose() => _folder.Dispose();

    private Dataset Read(string text)
    {
        _folder.Write("table.csv", Encoding.UTF8.GetBytes(text));
        return PictureTable.Read(_folder.At("table.csv"));
    }
}
