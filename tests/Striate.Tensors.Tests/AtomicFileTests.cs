namespace Striate.Tensors.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("striate-atomic-");

    private string Target => Path.Combine(_folder.FullName, "weights.bin");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_NewAndOldFile_HoldsTheNewContentsAlone()
    {
        AtomicFile.Write(Target, new byte[] { 1, 2, 3, 4 });
        AtomicFile.Write(Target, new byte[] { 5 });
        Assert.Equal([5], File.ReadAllBytes(Target));
        AssertOnlyTheTarget();
    }

    [Fact]
    public void Write_WhileItIsWritten_TheOldFileIsWhole()
    {
        File.WriteAllText(Target, "old");
        AtomicFile.Write(Target, stream =>
        {
            stream.WriteByte(1);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(Target));
        });
        Assert.Equal([1], File.ReadAllBytes(Target));
    }

    [Fact]
    public void Write_WriterThrows_SameErrorAndOldFileAndNoLeftovers()
    {
        File.WriteAllText(Target, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(Target));
        AssertOnlyTheTarget();
    }

    [Fact]
    public void Write_FullDisk_OneLineAndOldFileAndNoLeftovers()
    {
        // The system's own device that is always full: the error is the one of a real disk.
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full.");
        File.WriteAllText(Target, "old");
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[1000]);
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
            full.Write(new byte[1000]);
            full.Flush();
        }));
        Assert.Equal(
            $"{Target}: not written, the disk is full. The file that was there is untouched. Free some space, or write to another folder.",
            error.Message);
        Assert.Equal("old", File.ReadAllText(Target));
        AssertOnlyTheTarget();
    }

    [Fact]
    public void Write_NoSuchFolder_ErrorNamesTheTarget()
    {
        var target = Path.Combine(_folder.FullName, "missing", "weights.bin");
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(target, new byte[1]));
        Assert.StartsWith($"{target}: not written: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(". Check that the folder exists and may be written to.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.NewLine, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/.weights", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TargetIsFolder_ErrorAndNoLeftovers()
    {
        Directory.CreateDirectory(Target);
        Assert.Throws<IOException>(() => AtomicFile.Write(Target, new byte[1]));
        Assert.True(Directory.Exists(Target));
        Assert.Single(_folder.GetFileSystemInfos());
    }

    private void AssertOnlyTheTarget() => Assert.Equal([Target], _folder.GetFileSystemInfos().Select(file => file.FullName));
}
