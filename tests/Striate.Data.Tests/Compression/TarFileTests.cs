using System.Formats.Tar;
using CsCheck;
using Striate.Tensors;

namespace Striate.Data.Tests.Compression;

public class TarFileTests
{
    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public void Entries_OfEachFormat_AreThoseThatWereWritten(TarEntryFormat format) =>
        Gen.Byte.Array[0, 1500].Array[0, 5].Sample(contents =>
        {
            var archive = Tar.Of(format, contents.Select((bytes, i) => ($"folder/{i}.bin", bytes)));
            var found = new List<(string, byte[])>();
            foreach (var entry in TarFile.Entries(new MemoryStream(archive)))
            {
                Assert.True(entry.IsFile);
                Assert.Equal(entry.Length, archive.AsSpan((int)entry.Position, (int)entry.Length).Length);
                var bytes = new byte[entry.Length];
                entry.Contents.ReadExactly(bytes);
                Assert.Equal(bytes, archive.AsSpan((int)entry.Position, (int)entry.Length).ToArray());
                found.Add((entry.Name, bytes));
            }

            Assert.Equal(contents.Select((bytes, i) => ($"folder/{i}.bin", bytes)), found);
        });

    [Theory]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Ustar)]
    public void Entries_LongNames_AreWhole(TarEntryFormat format)
    {
        var name = $"{new string('a', 90)}/{new string('b', 60)}.jpg";
        Assert.Equal([name, "short"], TarFile.Entries(new MemoryStream(Tar.Of(format, (name, [1, 2]), ("short", [])))).Select(entry => entry.Name));
    }

    [Fact]
    public void Read_OtherThings_SaysSo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.tar", [.. Enumerable.Range(0, 2000).Select(i => (byte)i)]);
        Assert.Equal(
            $"{folder.At("a.tar")}: the tar archive is corrupt or truncated. Get the file again.",
            Assert.Throws<FileFormatException>(() => TarFile.Read(folder.At("a.tar"), _ => { })).Message);
        folder.Write("b.tar", Idx.Compress(Tar.Of(TarEntryFormat.Ustar, ("x", [1]))));
        Assert.Equal(
            $"{folder.At("b.tar")}: compressed with gzip, expected a plain tar archive, in which each entry has its place. Unpack it: gunzip -c b.tar > plain.tar.",
            Assert.Throws<FileFormatException>(() => TarFile.Read(folder.At("b.tar"), _ => { })).Message);
        Assert.Equal(
            "/nowhere/a.tar: the file cannot be read. Check that it exists and that you may read it.",
            Assert.Throws<FileFormatException>(() => TarFile.Read("/nowhere/a.tar", _ => { })).Message);
    }

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Pax)]
    public void Entries_Mutated_ThrowsDataExceptionOnly(TarEntryFormat format)
    {
        // Only the first 64 bytes are hit half of the time; the sums of headers find almost all of it.
        var whole = Tar.Of(format, ("a.jpg", new byte[700]), ("a.cls", [49]));
        Fuzz.Read(whole, bytes => _ = FileStreams.Guard("file", "tar archive", () => TarFile.Entries(new MemoryStream(bytes)).Count()));
    }
}
