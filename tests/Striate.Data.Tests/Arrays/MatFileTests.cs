using System.IO.Compression;
using CsCheck;
using Striate.Tensors;

namespace Striate.Data.Tests.Arrays;

public class MatFileTests
{
    [Fact]
    public void Read_AnySizesCompressedOrNot_GivesThemBack() =>
        Gen.Select(Gen.Int[0, 5].Array[2, 4], Gen.Bool).Sample((sizes, compressed) =>
        {
            var numbers = Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(i => (byte)(i * 7)).ToArray();
            var (x, y) = (Mat.Array("X", sizes, numbers), Mat.Array("other", [1, 1], [5]));
            var arrays = Read(Mat.File(compressed ? Mat.Compress(x) : x, compressed ? Mat.Compress(y) : y));
            Assert.Equal(sizes, arrays["X"].Sizes);
            Assert.Equal(numbers, arrays["X"].Bytes.ToArray());
            Assert.True(arrays["X"].IsColumnMajor);
            Assert.Equal([5], arrays["other"].ToLabels());
        });

    [Fact]
    public void Read_NumbersOfOtherTypesAndOtherThings_ReadsTheNumbers()
    {
        // Of doubles (kind 6) stored as UInt16 (type 4); a cell (kind 1) is passed over, and so is a complex array.
        var complex = Mat.Array("z", [1, 1], [1]);
        complex[17] |= 0x08;
        var arrays = Read(Mat.File(Mat.Array("y", [3, 1], [1, 0, 2, 0, 10, 0], kind: 6, type: 4), Mat.Array("c", [1, 1], [0], kind: 1), complex));
        Assert.Equal(["y"], arrays.Keys);
        Assert.Equal([1, 2, 10], arrays["y"].ToLabels());
    }

    [Fact]
    public void Read_WrongFiles_SaysHow()
    {
        var hdf5 = Mat.File();
        hdf5[125] = 2;
        Assert.Equal("file: a MATLAB file of version 7.3, which is HDF5. Store it with save -v7.", Message(hdf5));
        Assert.Equal("file: not a MATLAB file of level 5. Store it with save -v7.", Message(new byte[200]));
        Assert.Equal("file: the MATLAB file is corrupt or truncated. Get the file again.", Message(Mat.File(Mat.Array("X", [2, 2], [1, 2, 3, 4, 5]))));
        Assert.Equal("file: the MATLAB file is corrupt or truncated. Get the file again.", Message(Mat.File(Mat.Array("X", [2, 2], [1, 2, 3, 4]))[..^3]));
        Assert.Equal("file: the MATLAB file is corrupt or truncated. Get the file again.", Message(Mat.File(Mat.Compress(Mat.Compress(Mat.Array("X", [1, 1], [1]))))));
    }

    [Fact]
    public void Read_SomeOfIt_LeavesTheRestPacked()
    {
        var file = Mat.File(Mat.Compress(Mat.Array("zeros", [1, 50_000_000], new byte[50_000_000])), Mat.Compress(Mat.Array("y", [1, 1], [5])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var arrays = MatFile.Read(new MemoryStream(file), "file", name => name == "y");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(["y"], arrays.Keys);
    }

    [Fact]
    public void Read_Bomb_IsRefusedBeforeItTakesMemory()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            // The head of an array X, whose numbers are zeros.
            var small = Mat.Array("X", [1, 8], new byte[8]);
            BitConverter.TryWriteBytes(small.AsSpan(4), Bomb.Length + small.Length - 16);
            BitConverter.TryWriteBytes(small.AsSpan(small.Length - 12), Bomb.Length);
            zlib.Write(small.AsSpan(0, small.Length - 8));
            Bomb.Write(zlib);
        }

        var file = Mat.File([.. BitConverter.GetBytes(15), .. BitConverter.GetBytes((int)packed.Length), .. packed.ToArray()]);
        Bomb.AssertRefused("file", file.Length, () => Read(file));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Mutated_ThrowsDataExceptionOnly(bool compressed)
    {
        var array = Mat.Array("X", [8, 8, 3, 2], [.. Enumerable.Range(0, 384).Select(i => (byte)(i * i))]);
        Fuzz.Read(Mat.File(compressed ? Mat.Compress(array) : array, array), bytes => Read(bytes));
    }

    private static IReadOnlyDictionary<string, NumericArray> Read(byte[] bytes) =>
        FileStreams.Guard("file", "MATLAB file", () => MatFile.Read(new MemoryStream(bytes), "file"));

    private static string Message(byte[] bytes) => Assert.Throws<FileFormatException>(() => Read(bytes)).Message;
}
