using Striate.Tensors;
using Striate.Tests;

namespace Striate.Data.Tests.Datasets;

public class Cifar10Tests
{
    private const int Record = 3073;

    [Fact]
    public void TrainAndTest_FilesOfAFewPhotos_AreReadInOrder()
    {
        using var folder = new TemporaryFolder();
        for (var i = 1; i <= 5; i++)
        {
            folder.Write($"data_batch_{i}.bin", [.. Photo(i, i), .. Photo(9 - i, 10 * i)]);
        }

        folder.Write("test_batch.bin", Photo(3, 7));
        var (train, test) = (Cifar10.Train(folder.Path), Cifar10.Test(folder.Path));
        Assert.True(Cifar10.IsIn(folder.Path));
        Assert.Equal("cifar10 train: 10 pictures, 10 classes", train.ToString());
        Assert.Equal([1, 8, 2, 7, 3, 6, 4, 5, 5, 4], Enumerable.Range(0, 10).Select(train.LabelOf));
        Assert.Equal("cat", test.Classes[test.LabelOf(0)]);

        // Row 2, column 5 is place 69 of each plane.
        var picture = test.PictureOf(0);
        Assert.Equal("32x32x3", picture.ToString());
        Assert.Equal([(byte)(7 + 69), (byte)(7 + 69 + 1), (byte)(7 + 69 + 2)], Enumerable.Range(0, 3).Select(c => picture[2, 5, c]));
    }

    [Fact]
    public void Read_PublishedPhotos_AreThoseOfTheirLabels()
    {
        var photos = Cifar10.Read("first", SharedData.Find("cifar10/test_first1000.bin"));
        Assert.Equal(1000, photos.Count);

        // The test set begins with a cat, two ships and an airplane.
        Assert.Equal(["cat", "ship", "ship", "airplane"], Enumerable.Range(0, 4).Select(i => photos.Classes[photos.LabelOf(i)]));
        Assert.Equal([158, 112, 49], photos.PictureOf(0).Pixels[..3].ToArray().Select(b => (int)b));
    }

    [Fact]
    public void Read_WrongFiles_SaysWhichAndWhatToDo()
    {
        using var folder = new TemporaryFolder();
        Assert.False(Cifar10.IsIn(folder.Path));
        Assert.Equal(
            $"{folder.At("data_batch_1.bin")}: the file cannot be read. Name the folder cifar-10-batches-bin with all of its files.",
            Assert.Throws<FileFormatException>(() => Cifar10.Train(folder.Path)).Message);

        folder.Write("test_batch.bin", new byte[Record + 1]);
        Assert.Equal(
            $"{folder.At("test_batch.bin")}: 3074 bytes, expected a multiple of 3073: a label and a picture of 32x32x3 each. Get the file again, in the binary version of CIFAR-10.",
            Assert.Throws<FileFormatException>(() => Cifar10.Test(folder.Path)).Message);

        folder.Write("test_batch.bin", [.. Photo(1, 0), .. Photo(10, 0)]);
        Assert.Equal(
            $"{folder.At("test_batch.bin")}: label 10 at place 1, expected 0 to 9. Get the file again, in the binary version of CIFAR-10.",
            Assert.Throws<FileFormatException>(() => Cifar10.Test(folder.Path)).Message);

        folder.Write("test_batch.bin", []);
        Assert.Throws<FileFormatException>(() => Cifar10.Test(folder.Path));
    }

    // Each plane counts up from a number of its own.
    private static byte[] Photo(int label, int start) =>
        [(byte)label, .. Enumerable.Range(0, 3).SelectMany(plane => Enumerable.Range(0, 1024).Select(i => (byte)(start + plane + i)))];
}
