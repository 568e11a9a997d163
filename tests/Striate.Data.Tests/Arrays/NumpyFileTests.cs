using System.IO.Compression;
using System.Runtime.InteropServices;
using CsCheck;
using Striate.Tensors;

namespace Striate.Data.Tests.Arrays;

public class NumpyFileTests
{
    [Theory]
    [InlineData("|u1", NumericType.UInt8)]
    [InlineData("|b1", NumericType.UInt8)]
    [InlineData("<i2", NumericType.Int16)]
    [InlineData("<u4", NumericType.UInt32)]
    [InlineData("<i8", NumericType.Int64)]
    [InlineData("<f2", NumericType.Float16)]
    [InlineData("<f4", NumericType.Float32)]
    [InlineData("<f8", NumericType.Float64)]
    public void Read_EachType_HasItsSize(string descr, NumericType type)
    {
        var array = Read(Npy.Of(descr, [2, 3], new byte[6 * type.Size()], version: 2))["array"];
        Assert.Equal((type, 6, false), (array.Type, array.Count, array.IsColumnMajor));
        Assert.Equal($"[2, 3] {type}", array.ToString());
        Assert.Equal(0, array[5]);
    }

    [Fact]
    public void Read_SizeThatNoArrayHas_SaysWhichAndTheMost()
    {
        var bytes = Npy.Of("|u1", [1_000_000_000], []);
        bytes[bytes.AsSpan().IndexOf("1000000000"u8)] = (byte)'4';
        Assert.Contains(
            "its header has the size '4000000000', expected at most 2147483647. Store it as smaller arrays.",
            Assert.Throws<FileFormatException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyNumbers_GivesThemBack() =>
        Gen.Float.Array[0, 40].Sample(numbers =>
        {
            var little = MemoryMarshal.AsBytes<float>(numbers).ToArray();
            var big = little.Chunk(4).SelectMany(b => b.Reverse()).ToArray();
            foreach (var bytes in new[] { Npy.Of("<f4", [numbers.Length], little), Npy.Of(">f4", [numbers.Length], big) })
            {
                var array = Read(bytes)["array"];
                Assert.Equal([numbers.Length], array.Sizes);
                Assert.Equal(numbers.Select(x => (double)x), Enumerable.Range(0, array.Count).Select(i => array[i]));
            }
        });

    [Fact]
    public void Read_Archive_GivesArraysByName()
    {
        var arrays = Read(Npy.Zip(("x_train.npy", Npy.Of("|u1", [2, 2], [1, 2, 3, 4], isFortran: true)), ("y_train.npy", Npy.Of("<i4", [1], [7, 0, 0, 0]))));
        Assert.Equal(["x_train", "y_train"], arrays.Keys.Order());
        Assert.True(arrays["x_train"].IsColumnMajor);
        Assert.Equal([7], arrays["y_train"].ToLabels());
    }

    [Fact]
    public void Read_WrongFiles_SaysHow()
    {
        Assert.Equal("file: not an array of NumPy. Store it with numpy.save or numpy.savez.", Message([1, 2, 3]));
        Assert.Equal(
            "file: an array of type '|O', expected whole or floating-point numbers. Convert it with astype, and store it again.", Message(Npy.Of("|O", [1], [0])));
        Assert.Equal("file: goes on after its 2 bytes of numbers. Get the file again.", Message(Npy.Of("|u1", [2], [1, 2, 3])));
        Assert.Equal("file 'x': goes on after its 2 bytes of numbers. Get the file again.", Message(Npy.Zip(("x.npy", Npy.Of("|u1", [2], [1, 2, 3])))));
        Assert.Equal("file: the NumPy file is corrupt or truncated. Get the file again.", Message(Npy.Of("|u1", [2000000000, 2000000000, 7], [1, 2, 3])));
        Assert.Equal(
            "/nowhere/a.npz: the file cannot be read. Check that it exists and that you may read it.",
            Assert.Throws<FileFormatException>(() => NumpyFile.Read("/nowhere/a.npz")).Message);
    }

    [Fact]
    public void ToLabels_FractionsAndLargeNumbers_SaysWhere()
    {
        var array = Read(Npy.Of("<f4", [2], MemoryMarshal.AsBytes<float>([1, 1.5f]).ToArray()))["array"];
        Assert.Equal("file: label 1.5 at place 1, expected a whole number from 0 to 65535. Correct it, or get the file again.", Assert.Throws<FileFormatException>(() => array.ToLabels()).Message);
        Assert.Throws<FileFormatException>(() => Read(Npy.Of("|i1", [1], [0xFF]))["array"].ToLabels());
    }

    [Fact]
    public void Read_OneByteChanged_SaysSo()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("x.npy", CompressionLevel.NoCompression).Open();
            entry.Write(Npy.Of("|u1", [5], [.. "striA"u8]));
        }

        var bytes = memory.ToArray();
        bytes[bytes.AsSpan().IndexOf("striA"u8) + 4] = (byte)'a';
        Assert.Matches("^file: is damaged: the checksum of 'x.npy' is [0-9a-f]{8}, expected [0-9a-f]{8}. Fetch it again.$", Message(bytes));
    }

    [Fact]
    public void Read_Bomb_IsRefusedBeforeItTakesMemory()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("images.npy", CompressionLevel.Optimal).Open();
            entry.Write(Npy.Of("|u1", [Bomb.Length], []));
            Bomb.Write(entry);
        }

        var bytes = memory.ToArray();
        Bomb.AssertRefused("file", bytes.Length, () => Read(bytes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Mutated_ThrowsDataExceptionOnly(bool isArchive)
    {
        var array = Npy.Of("<f4", [5, 7], new byte[140]);
        Fuzz.Read(isArchive ? Npy.Zip(("a.npy", array), ("b.npy", array)) : array, bytes => Read(bytes));
    }

    private static IReadOnlyDictionary<string, NumericArray> Read(byte[] bytes) =>
        FileStreams.Guard("file", "NumPy file", () => NumpyFile.Read(new MemoryStream(bytes), "file"));

    private static string Message(byte[] bytes) => Assert.Throws<FileFormatException>(() => Read(bytes)).Message;
}
