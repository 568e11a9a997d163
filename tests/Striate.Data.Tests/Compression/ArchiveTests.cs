using System.Formats.Tar;
using System.IO.Compression;
using Striate.Data.Tests.Arrays;
using Striate.Tensors;

namespace Striate.Data.Tests.Compression;

public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => Path.Combine(_folder.Path, "out", "here");

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tgz")]
    public void Unpack_EachKind_GivesTheFiles(string kind)
    {
        _folder.Write("a", Pack(kind, ("x/1.txt", [1, 2, 3]), ("x/y/2.txt", []), ("./3.txt", [4])));
        Archive.Unpack(_folder.At("a"), Target, mostBytes: 4);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(Target, "x", "1.txt")));
        Assert.Equal([4], File.ReadAllBytes(Path.Combine(Target, "3.txt")));
        Assert.Empty(File.ReadAllBytes(Path.Combine(Target, "x", "y", "2.txt")));
        Assert.Equal(3, Directory.GetFiles(Target, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Unpack_SomeOfIt_LeavesTheRest()
    {
        _folder.Write("a", Pack("tgz", ("keep.bin", [1]), ("large.bin", new byte[10_000])));
        Archive.Unpack(_folder.At("a"), Target, mostBytes: 1, name => name == "keep.bin");
        Assert.Equal(["keep.bin"], Directory.GetFiles(Target).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("x/../../evil.txt")]
    [InlineData("/tmp/evil.txt")]
    [InlineData("C:/evil.txt")]
    [InlineData("..\\evil.txt")]
    public void Unpack_NamesThatLeaveTheFolder_AreRefused(string name)
    {
        foreach (var kind in new[] { "zip", "tar" })
        {
            _folder.Write("a", Pack(kind, (name, [1])));
            var error = Assert.Throws<FileFormatException>(() => Archive.Unpack(_folder.At("a"), Target, mostBytes: 100));
            Assert.Equal($"{_folder.At("a")}: the entry '{name}' leaves the folder. Get the archive again, from its own source.", error.Message);
            Assert.Empty(Directory.GetFiles(_folder.Path, "evil.txt", SearchOption.AllDirectories));
        }
    }

    [Fact]
    public void Unpack_Links_AreRefused()
    {
        _folder.Write("a", Tar.Link("x", "/etc"));
        Assert.Equal(
            $"{_folder.At("a")}: 'x' is a link or a device, expected files and folders alone. Get the archive again, from its own source.",
            Assert.Throws<FileFormatException>(() => Archive.Unpack(_folder.At("a"), Target, 100)).Message);

        using (var archive = ZipFile.Open(_folder.At("b"), ZipArchiveMode.Create))
        {
            archive.CreateEntry("x").ExternalAttributes = 0xA1FF << 16;
        }

        Assert.Contains("'x' is a link or a device", Assert.Throws<FileFormatException>(() => Archive.Unpack(_folder.At("b"), Target, 100)).Message, StringComparison.Ordinal);
        AssertNothingLeft();
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tgz")]
    public void Unpack_Bomb_EndsAtTheLimit(string kind)
    {
        var bomb = Pack(kind, ("zeros", new byte[50_000_000]));
        Assert.InRange(bomb.Length, 0, 100_000);
        _folder.Write("a", bomb);
        Assert.Equal(
            $"{_folder.At("a")}: its {bomb.Length} bytes unpack to 1048576 or more, expected at most 1000000. Get it again, from its own source; if it is right, store it uncompressed.",
            Assert.Throws<FileFormatException>(() => Archive.Unpack(_folder.At("a"), Target, mostBytes: 1_000_000)).Message);
        AssertNothingLeft();
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("tgz")]
    public void Unpack_CutShort_LeavesNothing(string kind)
    {
        byte[] noise = [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * i / 3))];
        var whole = Pack(kind, ("1.bin", noise), ("2.bin", noise));
        _folder.Write("a", whole[..(whole.Length * 2 / 3)]);
        Assert.Throws<FileFormatException>(() => Archive.Unpack(_folder.At("a"), Target, mostBytes: 100_000));
        AssertNothingLeft();
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tgz")]
    public void Unpack_WrongChecksum_IsRefusedAndLeavesNothing(string kind)
    {
        var bytes = Pack(kind, ("1.bin", [1, 2, 3]));

        // In the archive's list of a zip, and behind the data of gzip.
        bytes[kind == "zip" ? bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 16 : ^8] ^= 1;
        _folder.Write("a", bytes);
        Assert.Throws<FileFormatException>(() => Archive.Unpack(_folder.At("a"), Target, mostBytes: 100));
        AssertNothingLeft();
    }

    [Fact]
    public void Unpack_IntoAFolderThatIsThere_JoinsItOrLeavesItAlone()
    {
        Directory.CreateDirectory(Path.Combine(Target, "x"));
        File.WriteAllBytes(Path.Combine(Target, "x", "old.txt"), [1]);
        _folder.Write("a", Pack("tar", ("x/old.txt", [2]), ("x/new.txt", [3])));
        Assert.Throws<FileFormatException>(() => Archive.Unpack(_folder.At("a"), Target, mostBytes: 1));
        Assert.Equal([1], File.ReadAllBytes(Path.Combine(Target, "x", "old.txt")));
        Assert.Single(Directory.GetFiles(Target, "*", SearchOption.AllDirectories));
        Archive.Unpack(_folder.At("a"), Target, mostBytes: 2);
        Assert.Equal([2], File.ReadAllBytes(Path.Combine(Target, "x", "old.txt")));
        Assert.Equal([3], File.ReadAllBytes(Path.Combine(Target, "x", "new.txt")));
        Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 8 })]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4 })]
    public void Unpack_NoArchive_SaysSo(byte[] bytes)
    {
        _folder.Write("a", bytes);
        Assert.Equal(
            $"{_folder.At("a")}: the archive is corrupt or truncated. Get the file again.",
            Assert.Throws<FileFormatException>(() => Archive.Unpack(_folder.At("a"), Target, 100)).Message);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tgz")]
    public void Unpack_Mutated_ThrowsDataExceptionOnly(string kind)
    {
        var whole = Pack(kind, ("x/1.txt", [.. Enumerable.Range(0, 300).Select(i => (byte)(i * i))]), ("x/2.txt", new byte[100]));
        Fuzz.Read(whole, bytes =>
        {
            _folder.Write("a", bytes);
            Archive.Unpack(_folder.At("a"), Target, mostBytes: 10_000);
        }, rounds: 150);
    }

    public void Dispose() => _folder.Dispose();

    private void AssertNothingLeft() => Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!));

    private static byte[] Pack(string kind, params (string Name, byte[] Bytes)[] files) => kind switch
    {
        "zip" => Npy.Zip(files),
        "tar" => Tar.Of(TarEntryFormat.Ustar, files),
        _ => Idx.Compress(Tar.Of(TarEntryFormat.Gnu, files)),
    };
}
