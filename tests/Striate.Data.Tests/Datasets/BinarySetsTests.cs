using System.Text;
using Striate.Data.Tests.Arrays;
using Striate.Tensors;

namespace Striate.Data.Tests.Datasets;

/// <summary>The binary forms of CIFAR-100, SVHN, STL-10 and EMNIST: where a pixel lies, and what is said of wrong files.</summary>
public class BinarySetsTests
{
    [Fact]
    public void Cifar100_BothLabels_NameClassAndGroup()
    {
        using var folder = new TemporaryFolder();
        byte[] record = [19, 98, .. Enumerable.Range(0, 3).SelectMany(plane => Enumerable.Range(0, 1024).Select(i => (byte)(plane + i)))];
        folder.Write("train.bin", [.. record, .. record]);
        folder.Write("test.bin", record);
        var train = Cifar100.Train(folder.Path);
        Assert.True(Cifar100.IsIn(folder.Path));
        Assert.Equal("cifar100 train: 2 pictures, 100 classes", train.ToString());
        Assert.Equal("woman", train.Classes[train.LabelOf(1)]);
        Assert.Equal([69, 70, 71], Enumerable.Range(0, 3).Select(c => (int)train.PictureOf(1)[2, 5, c]));
        var coarse = Cifar100.Test(folder.Path, coarse: true);
        Assert.Equal(("vehicles_2", 20), (coarse.Classes[coarse.LabelOf(0)], coarse.Classes.Count));

        folder.Write("test.bin", new byte[3073]);
        Assert.Equal(
            $"{folder.At("test.bin")}: 3073 bytes, expected a multiple of 3074: two labels and a picture of 32x32x3 each. Get the file again, in the binary version of CIFAR-100.",
            Assert.Throws<FileFormatException>(() => Cifar100.Test(folder.Path)).Message);
    }

    [Fact]
    public void Svhn_ArraysOfMatlab_AreDigits()
    {
        using var folder = new TemporaryFolder();

        // Two pictures of 2 rows and 3 columns; value = row + 10·column + 50·channel + 100·picture.
        var pixels = new byte[36];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i % 2) + (10 * (i / 2 % 3)) + (50 * (i / 6 % 3)) + (100 * (i / 18)));
        }

        folder.Write("train_32x32.mat", Mat.File(Mat.Compress(Mat.Array("X", [2, 3, 3, 2], pixels)), Mat.Compress(Mat.Array("y", [2, 1], [10, 3]))));
        var train = Svhn.Train(folder.Path);
        Assert.True(Svhn.IsIn(folder.Path));
        Assert.Equal("svhn train: 2 pictures, 10 classes", train.ToString());
        Assert.Equal([0, 3], Enumerable.Range(0, 2).Select(train.LabelOf));
        Assert.Equal("2x3x3", train.PictureOf(1).ToString());
        Assert.Equal(1 + 20 + 100, train.PictureOf(0)[1, 2, 2]);
        Assert.Equal(10 + 50 + 100, train.PictureOf(1)[0, 1, 1]);

        folder.Write("test_32x32.mat", Mat.File(Mat.Array("X", [2, 3, 3, 2], pixels)));
        Assert.Equal(
            $"{folder.At("test_32x32.mat")}: no arrays X and y in it. Get the file again, in the format of cropped digits.",
            Assert.Throws<FileFormatException>(() => Svhn.Test(folder.Path)).Message);
        folder.Write("test_32x32.mat", Mat.File(Mat.Array("X", [2, 3, 3, 2], pixels), Mat.Array("y", [3, 1], [1, 2, 3])));
        Assert.Equal(
            $"{folder.At("test_32x32.mat")}: X is [2, 3, 3, 2] UInt8 with 3 labels, expected [height, width, 3, count] UInt8 and as many labels. Get the file again, in the format of cropped digits.",
            Assert.Throws<FileFormatException>(() => Svhn.Test(folder.Path)).Message);
    }

    [Fact]
    public void Stl10_ColumnsAndLabelsFromOne_AreTurned()
    {
        using var folder = new TemporaryFolder();
        const int Plane = 96 * 96;
        var pixels = new byte[3 * Plane];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i % 96) + (i / 96 % 96) + (50 * (i / Plane)));
        }

        // Row 2, column 5 of green.
        pixels[Plane + (5 * 96) + 2] = 77;
        folder.Write("train_X.bin", pixels);
        folder.Write("train_y.bin", [10]);
        var train = Stl10.Train(folder.Path);
        Assert.True(Stl10.IsIn(folder.Path));
        Assert.Equal(("truck", "96x96x3", 77), (train.Classes[train.LabelOf(0)], train.PictureOf(0).ToString(), train.PictureOf(0)[2, 5, 1]));

        folder.Write("train_y.bin", [0]);
        Assert.Equal(
            $"{folder.At("train_y.bin")}: label 0 at place 0, expected 1 to 10. Get the file again, in the binary version of STL-10.",
            Assert.Throws<FileFormatException>(() => Stl10.Train(folder.Path)).Message);
        folder.Write("train_y.bin", [1, 2]);
        Assert.Equal(
            $"{folder.At("train_X.bin")}: 27648 bytes, expected 27648 for each of the 2 labels of {folder.At("train_y.bin")}. Get the file again, in the binary version of STL-10.",
            Assert.Throws<FileFormatException>(() => Stl10.Train(folder.Path)).Message);
        Assert.Throws<FileFormatException>(() => Stl10.Test(folder.Path));
    }

    [Fact]
    public void Stl10_Fold_HasThePhotosOfItsLine()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train_X.bin", [.. Enumerable.Range(0, 4).SelectMany(i => Enumerable.Repeat((byte)(10 * i), 3 * 96 * 96))]);
        folder.Write("train_y.bin", [1, 2, 3, 4]);
        var lines = Enumerable.Range(0, 10).Select(i => $"{i % 4} 3 \n");
        folder.Write("fold_indices.txt", Encoding.ASCII.GetBytes(string.Concat(lines)));
        var fold = Stl10.Fold(folder.Path, 6);
        Assert.Equal("stl10 fold 6: 2 pictures, 10 classes", fold.ToString());
        Assert.Equal([(2, 20), (3, 30)], Enumerable.Range(0, 2).Select(i => (fold.LabelOf(i), (int)fold.PictureOf(i)[5, 5, 0])));

        Assert.Throws<ArgumentOutOfRangeException>(() => Stl10.Fold(folder.Path, 10));
        folder.Write("fold_indices.txt", Encoding.ASCII.GetBytes(string.Concat(lines.Take(9)) + "1 4"));
        Assert.Equal(
            $"{folder.At("fold_indices.txt")}: '4' on line 10, expected a place from 0 to 3. Get the file again, in the binary version of STL-10.",
            Assert.Throws<FileFormatException>(() => Stl10.Fold(folder.Path, 9)).Message);
        folder.Write("fold_indices.txt", Encoding.ASCII.GetBytes("1 2"));
        Assert.Equal(
            $"{folder.At("fold_indices.txt")}: 1 lines, expected 10: the places of a fold's photos on each. Get the file again, in the binary version of STL-10.",
            Assert.Throws<FileFormatException>(() => Stl10.Fold(folder.Path, 0)).Message);
    }

    [Fact]
    public void Stl10_Unlabeled_AreReadOneByOne()
    {
        using var folder = new TemporaryFolder();
        folder.Write("unlabeled_X.bin", [.. Enumerable.Range(0, 3).SelectMany(i => Enumerable.Range(0, 3 * 96 * 96).Select(k => (byte)((k % 96) + i)))]);
        var photos = Stl10.Unlabeled(folder.Path);
        Assert.Equal("stl10 unlabelled: 3 pictures, 1 classes", photos.ToString());
        Assert.Equal((0, "96x96x3", 7 + 2), (photos.LabelOf(2), photos.PictureOf(2).ToString(), photos.PictureOf(2)[7, 50, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => photos.PictureOf(3));

        folder.Write("unlabeled_X.bin", new byte[100]);
        Assert.Equal(
            $"{folder.At("unlabeled_X.bin")}: 100 bytes, expected a multiple of 27648. Get the file again, in the binary version of STL-10.",
            Assert.Throws<FileFormatException>(() => Stl10.Unlabeled(folder.Path)).Message);
        File.Delete(folder.At("unlabeled_X.bin"));
        Assert.EndsWith(
            "the file cannot be read. Check that it exists and that you may read it.",
            Assert.Throws<FileFormatException>(() => Stl10.Unlabeled(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmnistSplit.Balanced, 46, "t")]
    [InlineData(EmnistSplit.ByMerge, 10, "A")]
    [InlineData(EmnistSplit.ByClass, 61, "z")]
    [InlineData(EmnistSplit.Letters, 26, "Z")]
    [InlineData(EmnistSplit.Digits, 9, "9")]
    [InlineData(EmnistSplit.Mnist, 0, "0")]
    public void Emnist_EachSplit_NamesItsLabelsAndTurnsPictures(EmnistSplit split, byte label, string name)
    {
        using var folder = new TemporaryFolder();
        var prefix = $"emnist-{split.ToString().ToLowerInvariant()}-test";
        folder.Write($"{prefix}-images-idx3-ubyte.gz", Idx.Compress(Idx.Bytes([1, 2, 2], [1, 2, 3, 4])));
        folder.Write($"{prefix}-labels-idx1-ubyte.gz", Idx.Compress(Idx.Bytes([1], [label])));
        var test = Emnist.Test(folder.Path, split);
        Assert.Equal(name, test.Classes[test.LabelOf(0)]);
        Assert.Equal([1, 3, 2, 4], test.PictureOf(0).Pixels.ToArray().Select(b => (int)b));
        Assert.False(Emnist.IsIn(folder.Path));
    }

    [Fact]
    public void Emnist_LabelOutOfRange_SaysWhich()
    {
        using var folder = new TemporaryFolder();
        folder.Write("emnist-letters-train-images-idx3-ubyte", Idx.Bytes([1, 2, 2], [1, 2, 3, 4]));
        folder.Write("emnist-letters-train-labels-idx1-ubyte", Idx.Bytes([1], [0]));
        Assert.Equal(
            $"{folder.At("emnist-letters-train-labels-idx1-ubyte")}: label 0 at place 0, expected 1 to 26. Correct it, or get the file again.",
            Assert.Throws<FileFormatException>(() => Emnist.Train(folder.Path, EmnistSplit.Letters)).Message);
        Assert.StartsWith(
            $"{folder.At("emnist-balanced-train-images-idx3-ubyte.gz")}: no such file, neither with .gz nor without. Name the folder gzip",
            Assert.Throws<FileFormatException>(() => Emnist.Train(folder.Path)).Message, StringComparison.Ordinal);
    }
}
