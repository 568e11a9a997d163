using System.Formats.Tar;
using System.Security.Cryptography;
using Striate.Data.Tests.Compression;
using Striate.Tensors;

namespace Striate.Data.Tests.Downloads;

public sealed class DataCacheTests : IDisposable
{
    private static readonly byte[] Packed = Idx.Compress(Tar.Of(TarEntryFormat.Ustar, ("data/1.bin", [1, 2, 3]), ("data/large.bin", new byte[100])));
    private static readonly byte[] Plain = [7, 8, 9];

    private readonly TemporaryFolder _folder = new();

    private DataCache Cache => new(_folder.At("cache")) { PauseAfterFailure = TimeSpan.Zero };

    [Fact]
    public void Get_FromAServer_LandsAtOnceAndOnlyOnce()
    {
        using var server = Serve();
        var (info, told) = (Info(server.Address), new List<string>());
        Assert.Null(Cache.Find(info));
        var folder = Cache.Get(info, progress: (file, bytes) => told.Add($"{file.Name} {bytes}"));
        Assert.Equal(Path.Combine(_folder.Path, "cache", "toys", "data"), folder);
        Assert.Equal(folder, Cache.Find(info));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(folder, "1.bin")));
        Assert.Equal(Plain, File.ReadAllBytes(Path.Combine(folder, "..", "plain.mat")));
        Assert.False(File.Exists(Path.Combine(folder, "large.bin")));
        Assert.Contains($"plain.mat {Plain.Length}", told);

        Cache.Get(info);
        Assert.Equal(["/toys.tar.gz", "/plain.mat"], server.Requests.Select(request => request.Path));
        Assert.Equal(["toys"], Directory.GetFileSystemEntries(Cache.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Get_FromAMirrorOrAFolder_TakesTheSameNames()
    {
        using var server = Serve();
        var info = Info("http://127.0.0.1:1");
        Assert.NotNull(Cache.Get(info, $"{server.Address}/mirror/"));
        Assert.Equal(["/mirror/toys.tar.gz", "/mirror/plain.mat"], server.Requests.Select(request => request.Path));

        var other = new DataCache(_folder.At("other"));
        _folder.Write("toys.tar.gz", Packed);
        Assert.Equal(
            $"{_folder.At("plain.mat")}: no such file. Name a folder that holds plain.mat, or the address of one that begins with http:// or https://.",
            Assert.Throws<FileFormatException>(() => other.Get(info, _folder.Path)).Message);
        Assert.Null(other.Find(info));
        _folder.Write("plain.mat", [7, 8, 8]);
        Assert.Contains("plain.mat: its SHA-256 is ", Assert.Throws<FileFormatException>(() => other.Get(info, _folder.Path)).Message, StringComparison.Ordinal);
        _folder.Write("plain.mat", Plain);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(other.Get(info, _folder.Path), "1.bin")));
    }

    [Fact]
    public void Get_FromAFolder_TakesWhatWasPackedAnewIfTheContentIsTheSame()
    {
        var remote = new RemoteFile(new Uri("http://127.0.0.1:1/toys.gz"), 5, new string('0', 64), Convert.ToHexStringLower(SHA256.HashData(Plain)));
        var info = Info("http://127.0.0.1:1") with { Folder = "", MostUnpacked = 0, Files = [remote] };
        _folder.Write("toys.gz", Idx.Compress([7, 8, 8]));
        Assert.Contains("toys.gz: 23 bytes, expected 5. ", Assert.Throws<FileFormatException>(() => Cache.Get(info, _folder.Path)).Message, StringComparison.Ordinal);
        _folder.Write("toys.gz", Idx.Compress(Plain));
        Assert.True(File.Exists(Path.Combine(Cache.Get(info, _folder.Path), "toys.gz")));
    }

    [Fact]
    public void Get_BrokenOff_GoesOnWithWhatIsThere()
    {
        using (var server = new LoopbackServer((path, _) => path == "/toys.tar.gz" ? LoopbackServer.Answer(Packed) : LoopbackServer.Status("404 Not Found")))
        {
            Assert.Throws<IOException>(() => Cache.Get(Info(server.Address)));
            Assert.Null(Cache.Find(Info(server.Address)));
        }

        using (var server = Serve())
        {
            Cache.Get(Info(server.Address));
            Assert.Equal(["/plain.mat"], server.Requests.Select(request => request.Path));
        }
    }

    [Fact]
    public void Folder_Environment_DecidesIt()
    {
        var before = (Environment.GetEnvironmentVariable("STRIATE_DATA"), Environment.GetEnvironmentVariable("XDG_CACHE_HOME"));
        try
        {
            Environment.SetEnvironmentVariable("STRIATE_DATA", _folder.At("mine"));
            Assert.Equal(_folder.At("mine"), new DataCache().Folder);
            Environment.SetEnvironmentVariable("STRIATE_DATA", null);
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _folder.At("xdg"));
            Assert.Equal(Path.Combine(_folder.At("xdg"), "striate", "data"), new DataCache().Folder);
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", null);
            Assert.EndsWith(Path.Combine("striate", "data"), new DataCache().Folder, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("STRIATE_DATA", before.Item1);
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", before.Item2);
        }
    }

    [Fact]
    public void Catalog_Entries_AreWhole()
    {
        string[] expected = ["mnist", "fashion-mnist", "kmnist", "emnist", "usps", "svhn", "cifar10", "cifar100", "stl10", "imagenette", "flowers102"];
        Assert.Equal(expected, DatasetCatalog.All.Select(info => info.Name));
        Assert.Same(DatasetCatalog.All[6], DatasetCatalog.Find("CIFAR10"));
        Assert.Null(DatasetCatalog.Find("cifar11"));
        Assert.All(DatasetCatalog.All, info =>
        {
            Assert.True(info is { Train: > 0, Test: > 0, Classes: > 1 } && info.Licence.Length > 0 && info.Source.Length > 0);
            Assert.Equal(info.ClassNames?.Count ?? info.Classes, info.Classes);
            Assert.NotEmpty(info.Files);
            Assert.All(info.Files, file => Assert.Matches("^([0-9a-f]{32}|[0-9a-f]{64})$", file.Checksum));
            Assert.Equal(info.Files.Count, info.Files.Select(file => file.Name).Distinct().Count());

            // What is unpacked has room for more than the archive, unless most of that is left.
            Assert.True(info.MostUnpacked == 0 || info.MostUnpacked > info.Size || info.Name == "stl10");
        });
    }

    public void Dispose() => _folder.Dispose();

    private static LoopbackServer Serve() => new((path, from) => LoopbackServer.Answer(path.EndsWith("toys.tar.gz", StringComparison.Ordinal) ? Packed : Plain, from));

    private static DatasetInfo Info(string address) => new()
    {
        Name = "toys",
        Title = "Toys",
        Description = "toys",
        Train = 1,
        Test = 1,
        Classes = 2,
        PictureSize = "1x1x1",
        Licence = "none",
        Source = "nobody",
        Home = new(address),
        Folder = "data",
        MostUnpacked = 50,
        Keep = name => !name.EndsWith("large.bin", StringComparison.Ordinal),
        Files = [Remote(address, "toys.tar.gz", Packed), Remote(address, "plain.mat", Plain)],
    };

    private static RemoteFile Remote(string address, string name, byte[] bytes) => new(new Uri($"{address}/{name}"), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
