using System.Security.Cryptography;
using Striate.Tensors;

namespace Striate.Data.Tests.Datasets;

public class MnistTests
{
    [Theory]
    [InlineData("train-images-idx3-ubyte.gz", 16, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db")]
    [InlineData("train-labels-idx1-ubyte.gz", 8, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")]
    [InlineData("t10k-images-idx3-ubyte.gz", 16, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7")]
    [InlineData("t10k-labels-idx1-ubyte.gz", 8, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")]
    public void Files_OfTheRepository_HaveTheirChecksum(string name, int header, string sha256)
    {
        var file = IdxFile.Read(Path.Combine(Mnist.FindFolder(), name));
        var bytes = Idx.Bytes([.. file.Sizes], file.Values.ToArray());
        Assert.Equal(header, bytes.Length - file.Values.Length);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public void TrainAndTest_OfTheRepository_HaveTheirCounts()
    {
        var (train, test) = (Mnist.Train(), Mnist.Test());
        Assert.Equal((60_000, 10_000), (train.Count, test.Count));
        Assert.Equal(10, train.Classes.Count);

        // Digits 0 to 9 of the test set, as its authors count them.
        int[] counts = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];
        Assert.Equal(counts, Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, test.Count).Count(i => test.LabelOf(i) == digit)));
        Assert.Equal(7, test.LabelOf(0));
        Assert.Equal("28x28x1", test.PictureOf(9_999).ToString());
        Assert.Equal("mnist train: 60000 pictures, 10 classes", train.ToString());
    }

    [Fact]
    public void Normalize_OfTheTrainingSet_IsTheKnownOne()
    {
        var measured = Normalize.Of(Mnist.Train(), 60_000);
        Assert.Equal(Normalize.Mnist.Mean[0], measured.Mean[0], 1e-4f);
        Assert.Equal(Normalize.Mnist.Std[0], measured.Std[0], 1e-4f);
    }

    [Fact]
    public void Train_FolderWithoutFiles_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<FileFormatException>(() => Mnist.Train(folder.Path));
        Assert.Equal(
            $"{folder.At("train-images-idx3-ubyte.gz")}: no such file, neither with .gz nor without. Name the folder that holds the four files of MNIST.",
            error.Message);
        Assert.False(Mnist.IsIn(folder.Path));
    }

    [Fact]
    public void Train_LabelOutOfRange_SaysWhichAndWhere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train-images-idx3-ubyte", Idx.Bytes([3, 2, 2], new byte[12]));
        folder.Write("train-labels-idx1-ubyte", Idx.Bytes([3], [1, 9, 10]));
        var error = Assert.Throws<FileFormatException>(() => Mnist.Train(folder.Path));
        Assert.Equal($"{folder.At("train-labels-idx1-ubyte")}: label 10 at place 2, expected 0 to 9. Correct it, or get the file again.", error.Message);
    }

    [Fact]
    public void Train_OtherCountOfLabels_SaysBoth()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train-images-idx3-ubyte", Idx.Bytes([3, 2, 2], new byte[12]));
        folder.Write("train-labels-idx1-ubyte", Idx.Bytes([2], [1, 9]));
        var error = Assert.Throws<FileFormatException>(() => Mnist.Train(folder.Path));
        Assert.Equal(
            $"{folder.At("train-labels-idx1-ubyte")}: 2 labels for the 3 images of {folder.At("train-images-idx3-ubyte")}. Give two files that belong together.",
            error.Message);
    }

    [Fact]
    public void Train_LabelsForImages_SaysWhatIsThere()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train-images-idx3-ubyte", Idx.Bytes([3], [1, 2, 3]));
        folder.Write("train-labels-idx1-ubyte", Idx.Bytes([3], [1, 2, 3]));
        var error = Assert.Throws<FileFormatException>(() => Mnist.Train(folder.Path));
        Assert.Contains("values [3], expected images [count, height, width]", error.Message, StringComparison.Ordinal);
    }
}
