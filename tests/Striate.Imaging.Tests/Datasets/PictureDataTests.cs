using System.Formats.Tar;
using Striate.Data;
using Striate.Data.Tests.Arrays;
using Striate.Data.Tests.Compression;
using Striate.Tensors;

namespace Striate.Imaging.Tests.Datasets;

public sealed class PictureDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_FilesOfAPublicSet_AreTold()
    {
        WriteFashion();
        var (train, test) = PictureData.Open(_folder.Path);
        Assert.Equal(("mnist train", "mnist test"), (train.Name, test.Name));
        Assert.Equal("mnist test", PictureData.OpenTest(_folder.Path, train.Classes).Name);

        var info = DatasetCatalog.Find("fashion-mnist")!;
        Assert.Equal("fashion-mnist train: 2 pictures, 10 classes", PictureData.OpenPublic(info, _folder.Path).Train.ToString());
        Assert.Equal("Ankle boot", PictureData.OpenPublicTest(info, _folder.Path).Classes[9]);
    }

    [Fact]
    public void Open_OnePart_SplitsIt()
    {
        var rows = Enumerable.Range(0, 20).Select(i => $"a.png,{i % 2}");
        File.WriteAllLines(_folder.At("a.csv"), rows);
        var (train, test) = PictureData.Open(_folder.At("a.csv"));
        Assert.Equal((16, 4), (train.Count, test.Count));
        Assert.Equal(20, PictureData.OpenTest(_folder.At("a.csv"), ["0", "1"]).Count);
    }

    [Fact]
    public void Open_Shards_PartsThemByTheirNames()
    {
        foreach (var (name, label) in new[] { ("train-0.tar", "dog"), ("train-1.tar", "cat"), ("validation-0.tar", "cat"), ("test-0.tar", "dog") })
        {
            _folder.Write(name, Tar.Of(TarEntryFormat.Ustar, ("0.png", PictureFile.ToPng(new Picture(1, 1, 3))), ("0.cls", System.Text.Encoding.ASCII.GetBytes(label))));
        }

        var (train, test) = PictureData.Open(_folder.Path);
        Assert.Equal((2, 1), (train.Count, test.Count));
        Assert.Equal("dog", test.Classes[test.LabelOf(0)]);
        File.Delete(_folder.At("test-0.tar"));
        Assert.Equal("cat", PictureData.Open(_folder.Path).Test is var validation ? validation.Classes[validation.LabelOf(0)] : "");
        Assert.Equal(1, PictureData.OpenTest(_folder.At("train-1.tar"), ["cat"]).Count);
    }

    [Fact]
    public void Open_ArraysAndFolders_AreTold()
    {
        _folder.Write("set.npz", Npy.Zip(("x.npy", Npy.Of("|u1", [4, 1, 1], [1, 2, 3, 4])), ("y.npy", Npy.Of("|u1", [4], [0, 0, 1, 1]))));
        Assert.Equal((2, 2), PictureData.Open(_folder.At("set.npz")) is var (train, test) ? (train.Count, test.Count) : default);
        Directory.CreateDirectory(_folder.At("pictures/cat"));
        _folder.Write("pictures/cat/1.png", PictureFile.ToPng(new Picture(1, 1, 3)));
        _folder.Write("pictures/cat/2.png", PictureFile.ToPng(new Picture(1, 1, 3)));
        Assert.Equal(["cat"], PictureData.Open(_folder.At("pictures")).Train.Classes);
        Assert.Throws<FileFormatException>(() => PictureData.Open(_folder.At("nothing")));
    }

    [Fact]
    public void Open_FileOfAnotherForm_SaysWhichThereAre()
    {
        _folder.Write("notes.txt", [1]);
        var message = $"{_folder.At("notes.txt")}: a file of no form that data have. Name a .csv, .npz, .parquet, .tar or .bin file, "
            + "or a folder with one folder of pictures for each class.";
        Assert.Equal(message, Assert.Throws<FileFormatException>(() => PictureData.Open(_folder.At("notes.txt"))).Message);
        Assert.Equal(message, Assert.Throws<FileFormatException>(() => PictureData.OpenTest(_folder.At("notes.txt"), null)).Message);
    }

    [Fact]
    public void Flowers102_FilesOfMatlab_NamePicturesAndParts()
    {
        _folder.Write("imagelabels.mat", Mat.File(Mat.Array("labels", [1, 4], [1, 77, 102, 1])));
        _folder.Write("setid.mat", Mat.File(Mat.Array("trnid", [1, 1], [3]), Mat.Array("valid", [1, 1], [1]), Mat.Array("tstid", [1, 2], [4, 2])));
        Directory.CreateDirectory(_folder.At("jpg"));
        _folder.Write("jpg/image_00002.jpg", Encoded.Of(Encoded.Smooth(9, 8, 3), "jpg"));
        var (train, test) = PictureData.Open(_folder.Path);
        Assert.Equal("blackberry lily", train.Classes[train.LabelOf(0)]);
        Assert.Equal(["pink primrose", "passion flower"], Enumerable.Range(0, 2).Select(i => test.Classes[test.LabelOf(i)]));
        Assert.Equal(("image_00002.jpg", "9x8x3"), (test.NameOf(1), test.PictureOf(1).ToString()));
        Assert.Equal("flowers102 validation: 1 pictures, 102 classes", Flowers102.Validation(_folder.Path).ToString());

        _folder.Write("setid.mat", Mat.File(Mat.Array("trnid", [1, 1], [5])));
        Assert.Equal(
            $"{_folder.At("setid.mat")}: picture 5 at place 0, expected 1 to 4, with a label. Get the files again.",
            Assert.Throws<FileFormatException>(() => Flowers102.Train(_folder.Path)).Message);
        Assert.Equal($"{_folder.At("setid.mat")}: no array tstid in it. Get the files again.", Assert.Throws<FileFormatException>(() => Flowers102.Test(_folder.Path)).Message);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteFashion()
    {
        foreach (var part in new[] { "train", "t10k" })
        {
            _folder.Write($"{part}-images-idx3-ubyte.gz", Idx.Compress(Idx.Bytes([2, 2, 2], new byte[8])));
            _folder.Write($"{part}-labels-idx1-ubyte.gz", Idx.Compress(Idx.Bytes([2], [0, 9])));
        }
    }
}
