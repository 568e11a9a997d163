using System.Buffers.Binary;
using System.IO.Compression;
using CsCheck;
using Striate.Kernels;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Data.Tests.Datasets;

public class IdxFileTests
{
    [Fact]
    public void Read_AnySizesCompressedOrNot_GivesThemBack() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 5], Gen.Bool).Sample((sizes, compressed) =>
        {
            var values = new byte[sizes.Aggregate(1, (a, b) => a * b)];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (byte)(i * 7);
            }

            var bytes = Idx.Bytes(sizes, values);
            var file = Read(compressed ? Idx.Compress(bytes) : bytes);
            Assert.Equal(sizes, file.Sizes);
            Assert.Equal(values, file.Values.ToArray());
        });

    [Fact]
    public void Read_NoSuchFile_SaysSo()
    {
        var error = Assert.Throws<FileFormatException>(() => IdxFile.Read("/nowhere/a.gz"));
        Assert.Equal("/nowhere/a.gz: the file cannot be read. Check that it exists and that you may read it.", error.Message);
    }

    [Theory]
    [InlineData(new byte[] { }, "file: not an IDX file: it does not begin with two zero bytes and a type. Give a file such as train-images-idx3-ubyte.gz.")]
    [InlineData(new byte[] { 1, 2, 3, 4 }, "file: not an IDX file: it does not begin with two zero bytes and a type. Give a file such as train-images-idx3-ubyte.gz.")]
    [InlineData(new byte[] { 0, 0, 13, 1, 0, 0, 0, 1 }, "file: an IDX file of type 0x0D with 1 axes, expected unsigned bytes (0x08) and at least 1 axis. Store the values as bytes.")]
    [InlineData(new byte[] { 0, 0, 8, 0, 5 }, "file: an IDX file of type 0x08 with 0 axes, expected unsigned bytes (0x08) and at least 1 axis. Store the values as bytes.")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 0 }, "file: truncated in its header, which has 3 axes. Get the file again.")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 }, "file: truncated: its header promises [3] values, and the file can hold at most 2. Get the file again.")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1, 2 }, "file: goes on after the 1 values that its header promises. Get the file again.")]
    public void Read_Broken_SaysHow(byte[] bytes, string message) =>
        Assert.Equal(message, Assert.Throws<FileFormatException>(() => Read(bytes)).Message);

    [Theory]
    [InlineData(false, "file: truncated: its header promises [2147483647, 2147483647, 60000] values, and the file can hold at most 100. Get the file again.")]
    [InlineData(true, "file: truncated: its header promises [2147483647, 2147483647, 60000] values, and the file can hold at most 34040. Get the file again.")]
    public void Read_HeaderThatPromisesTerabytes_AllocatesNothing(bool compressed, string message)
    {
        var bytes = Idx.Bytes([uint.MaxValue, uint.MaxValue, 60_000u], new byte[100]);
        var file = compressed ? Idx.Compress(bytes) : bytes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<FileFormatException>(() => Read(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Read_GzipCutOff_SaysSo()
    {
        var whole = Idx.Compress(Idx.Bytes([40, 5], [.. Enumerable.Range(0, 200).Select(i => (byte)(i * i))]));
        Assert.Equal(200, Read(whole).Values.Length);
        for (var length = 2; length < whole.Length; length++)
        {
            var error = Assert.Throws<FileFormatException>(() => Read(whole[..length]));
            Assert.StartsWith("file: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_Bomb_IsRefusedBeforeItTakesMemory()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write([0, 0, 8, 1, .. BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(Bomb.Length))]);
            Bomb.Write(gzip);
        }

        var bytes = memory.ToArray();
        Bomb.AssertRefused("file", bytes.Length, () => Read(bytes));
    }

    // Bits are flipped, bytes replaced by large ones, and the end is cut off: only a FileFormatException may come out, or sizes and values that agree.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_Mutated_ThrowsDataExceptionOnly(bool compressed)
    {
        var rng = new Rng(compressed ? 1UL : 2UL);
        var plain = Idx.Bytes([10, 7, 7], [.. Enumerable.Range(0, 490).Select(i => (byte)(i * i))]);
        var whole = compressed ? Idx.Compress(plain) : plain;
        var (refused, before, peak) = (0, GC.GetAllocatedBytesForCurrentThread(), ResidentMemory.Peak);
        const int Rounds = 3000;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutation.Of(whole, rng);
            try
            {
                var file = Read(bytes);
                Assert.Equal(file.Values.Length, file.Sizes.Aggregate(1L, (a, b) => a * b));
                Assert.True(!compressed || file.Values.Span.SequenceEqual(plain.AsSpan(16)), $"Round {round}: changed values without an error.");
            }
            catch (FileFormatException e)
            {
                refused++;
                Assert.StartsWith("file: ", e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.InRange(refused, Rounds / 10, Rounds);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 0, 200_000);
        Assert.InRange(ResidentMemory.Peak - peak, 0, 256_000_000);
    }

    private static IdxFile Read(byte[] bytes) => IdxFile.Read(new MemoryStream(bytes), "file");
}
