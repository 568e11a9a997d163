using System.Runtime.InteropServices;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Data.Tests.Arrays;

public class NumpyPicturesTests
{
    [Fact]
    public void Read_NamesOfKeras_AreTrainAndTest()
    {
        var (train, test) = Read(
            ("x_train.npy", Npy.Of("|u1", [2, 1, 2], [1, 2, 3, 4])), ("y_train.npy", Npy.Of("<i4", [2, 1], [3, 0, 0, 0, 0, 0, 0, 0])),
            ("x_test.npy", Npy.Of("|u1", [1, 1, 2], [5, 6])), ("y_test.npy", Npy.Of("|u1", [1], [4])));
        Assert.Equal("set train: 2 pictures, 5 classes", train.ToString());
        Assert.Equal("set test: 1 pictures, 5 classes", test!.ToString());
        Assert.Equal([3, 0], Enumerable.Range(0, 2).Select(train.LabelOf));
        Assert.Equal([3, 4], train.PictureOf(1).Pixels.ToArray().Select(b => (int)b));
    }

    [Fact]
    public void Read_PlanesAndFloats_AreBytesByPixel()
    {
        var (train, test) = Read(("images.npy", Npy.Of("<f4", [1, 3, 1, 2], MemoryMarshal.AsBytes<float>([0, 1, 0.5f, 0.2f, 1, 0]).ToArray())), ("labels.npy", Npy.Of("|u1", [1], [0])));
        Assert.Null(test);
        Assert.Equal("1x2x3", train.PictureOf(0).ToString());
        Assert.Equal([0, 128, 255, 255, 51, 0], train.PictureOf(0).Pixels.ToArray().Select(b => (int)b));
    }

    [Fact]
    public void Read_WrongArrays_SaysWhatIsExpected()
    {
        var labels = ("y.npy", Npy.Of("|u1", [2], [0, 1]));
        Assert.Contains("arrays 'a', expected x_train and y_train, or train_images and train_labels, or images and labels. Name them so.", Message(("a.npy", Npy.Of("|u1", [1], [0]))), StringComparison.Ordinal);
        Assert.Contains("labels [2] UInt8 for images [1, 1, 2] UInt8, expected one for each. Store as many as there are pictures.", Message(("x.npy", Npy.Of("|u1", [1, 1, 2], [0, 1])), labels), StringComparison.Ordinal);
        Assert.Contains("images [2, 2] UInt8, expected [count, height, width] with or without 1, 3 or 4 channels.", Message(("x.npy", Npy.Of("|u1", [2, 2], [0, 1, 2, 3])), labels), StringComparison.Ordinal);
        Assert.Contains("images [2, 1, 1] UInt8 column by column, expected", Message(("x.npy", Npy.Of("|u1", [2, 1, 1], [0, 1], isFortran: true)), labels), StringComparison.Ordinal);
        Assert.Contains("a pixel of 2, expected 0 to 1. Scale the pixels, or store them as bytes.", Message(("x.npy", Npy.Of("<f4", [2, 1, 1], MemoryMarshal.AsBytes<float>([0, 2]).ToArray())), labels), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PublishedXRays_HaveTheirCounts()
    {
        var (train, test) = NumpyPictures.Read(SharedData.Find("tasks/pneumoniamnist.npz"));
        Assert.Equal((4708, 624, 2), (train.Count, test!.Count, train.Classes.Count));
        Assert.Equal("28x28x1", train.PictureOf(0).ToString());
    }

    private static (Dataset Train, Dataset? Test) Read(params (string Name, byte[] Bytes)[] entries)
    {
        using var folder = new TemporaryFolder();
        folder.Write("set.npz", Npy.Zip(entries));
        return NumpyPictures.Read(folder.At("set.npz"));
    }

    private static string Message(params (string Name, byte[] Bytes)[] entries) => Assert.Throws<FileFormatException>(() => Read(entries)).Message;
}
