using System.Security.Cryptography;
using Striate.Tensors;

namespace Striate.Data.Tests.Downloads;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * i / 7))];

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _retries = [];

    private string Target => _folder.At("file.bin");

    [Fact]
    public void Fetch_WholeFile_IsThere()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Answer(Bytes));
        var told = new List<long>();
        Fetch(server, told.Add);
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
        Assert.Equal(Bytes.Length, told[^1]);
        Assert.Equal(told.Order(), told);
        Assert.False(File.Exists(Target + ".part"));
    }

    [Fact]
    public void Fetch_ConnectionThatBreaks_GoesOnFromThere()
    {
        using var server = new LoopbackServer((_, from) => LoopbackServer.Answer(Bytes, from, most: 30_000));
        Fetch(server);
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
        Assert.Equal([null, 30_000, 60_000, 90_000], server.Requests.Select(request => request.From));
    }

    [Fact]
    public void Fetch_ServerWithoutRanges_StartsAnew()
    {
        var answers = 0;
        using var server = new LoopbackServer((_, _) => LoopbackServer.Answer(Bytes, most: answers++ == 0 ? 30_000 : int.MaxValue));
        Fetch(server);
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Fetch_ServerThatNeverGivesMore_KeepsWhatCameAndGoesOnLater()
    {
        using (var server = new LoopbackServer((_, from) => LoopbackServer.Answer(Bytes, from, most: from is null ? 40_000 : 0)))
        {
            var error = Assert.Throws<IOException>(() => Fetch(server));
            Assert.StartsWith($"{server.Address}/file.bin: the connection broke after 40000 bytes: ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith(". Run the command again to go on, or take another place with --from.", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
            Assert.False(File.Exists(Target));
        }

        using (var server = new LoopbackServer((_, from) => LoopbackServer.Answer(Bytes, from)))
        {
            Fetch(server);
            Assert.Equal([40_000], server.Requests.Select(request => request.From));
            Assert.Equal(Bytes, File.ReadAllBytes(Target));
        }
    }

    [Fact]
    public void Fetch_WrongBytes_IsRefusedAndNothingStays()
    {
        var wrong = (byte[])Bytes.Clone();
        wrong[77] ^= 1;
        using var server = new LoopbackServer((_, _) => LoopbackServer.Answer(wrong));
        Assert.Equal(
            $"{server.Address}/file.bin: its SHA-256 is {Hash(wrong)}, expected {Hash(Bytes)}. Get it from another place with --from.",
            Assert.Throws<FileFormatException>(() => Fetch(server)).Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fetch_ServerThatPromisesAnotherLength_IsRefusedAtOnce(bool resumed)
    {
        if (resumed)
        {
            File.WriteAllBytes(Target + ".part", Bytes[..10]);
        }

        using var server = new LoopbackServer((_, from) => LoopbackServer.Answer(Bytes, from, promised: 5_000_000_000));
        Assert.Equal(
            $"{server.Address}/file.bin: the server promises 5000000000 bytes, expected 100000. Get it from another place with --from.",
            Assert.Throws<FileFormatException>(() => Fetch(server)).Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Fetch_ServerThatSendsWithoutEnd_IsCutOff()
    {
        // No length is promised: the connection's end is the file's.
        byte[] answer = [.. "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8, .. new byte[1_000_000]];
        using var server = new LoopbackServer((_, _) => answer);
        Assert.Equal(
            $"{server.Address}/file.bin: the server sends more than 100000 bytes. Get it from another place with --from.",
            Assert.Throws<FileFormatException>(() => Fetch(server)).Message);
        Assert.InRange(Directory.GetFiles(_folder.Path).Sum(file => new FileInfo(file).Length), 0, 100_000);
    }

    [Fact]
    public void Fetch_UnknownSizeAndAServerThatLies_IsBoundAllTheSame()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Answer(Bytes, promised: 1L << 40));
        var address = new Uri($"{server.Address}/file.bin");
        using var client = Downloader.NewClient();
        Assert.Equal(
            $"{address}: the server promises {1L << 40} bytes, expected at most {1 << 26}. Get it from another place with --from.",
            Assert.Throws<FileFormatException>(() => new Downloader(client, TimeSpan.Zero).Fetch(new RemoteFile(address, null, Hash(Bytes)), address, Target, _ => { }, _ => { }, default)).Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Fetch_MissingFile_SaysWhatTheServerSays()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Status("404 Not Found"));
        Assert.Equal($"{server.Address}/file.bin: the server says 404 Not Found. Take another place with --from.", Assert.Throws<IOException>(() => Fetch(server)).Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Fetch_Redirect_IsFollowed()
    {
        using var server = new LoopbackServer((path, _) => path == "/file.bin" ? LoopbackServer.Status("302 Found\r\nLocation: /there.bin") : LoopbackServer.Answer(Bytes));
        Fetch(server);
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
        Assert.Equal(["/file.bin", "/there.bin"], server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/file.bin")]
    public void Fetch_RedirectToOtherThanHttp_IsRefused(string location)
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Status($"302 Found\r\nLocation: {location}"));
        Assert.Equal(
            $"{server.Address}/file.bin: the server sends on to {FileFormatException.Quote(location)}, expected http, or https after https. Take another place with --from.",
            Assert.Throws<IOException>(() => Fetch(server)).Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Fetch_RedirectsInACircle_AreLeft()
    {
        using var server = new LoopbackServer((_, _) => LoopbackServer.Status("302 Found\r\nLocation: /file.bin"));
        Assert.Equal($"{server.Address}/file.bin: the server says 302 Found. Take another place with --from.", Assert.Throws<IOException>(() => Fetch(server)).Message);
        Assert.Equal(11, server.Requests.Count);
    }

    [Fact]
    public void Fetch_ServerThatIsTired_IsAskedAgain()
    {
        var answers = 0;
        using var server = new LoopbackServer((_, _) => answers++ < 2 ? LoopbackServer.Status("503 Service Unavailable") : LoopbackServer.Answer(Bytes));
        Fetch(server);
        Assert.Equal(3, server.Requests.Count);
        const string Why = "file.bin: the server says 503 Service Unavailable, after 0 bytes; trying again,";
        Assert.Equal([$"{Why} 1 of 3", $"{Why} 2 of 3"], _retries);
    }

    [Fact]
    public void Fetch_NoServer_SaysSo()
    {
        var address = new Uri("http://127.0.0.1:1/file.bin");
        var error = Assert.Throws<IOException>(() => Fetch(address, _ => { }, default));
        Assert.StartsWith("http://127.0.0.1:1/file.bin: the connection broke after 0 bytes: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fetch_Cancelled_KeepsWhatCame()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new LoopbackServer((_, from) => LoopbackServer.Answer(Bytes, from));
        Assert.ThrowsAny<OperationCanceledException>(() => Fetch(new Uri($"{server.Address}/file.bin"), bytes =>
        {
            if (bytes > 0)
            {
                cancel.Cancel();
            }
        }, cancel.Token));
        Assert.InRange(new FileInfo(Target + ".part").Length, 1, Bytes.Length);
        Fetch(server);
        Assert.Equal(Bytes, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Fetch_PartThatSomebodyElseWrites_SaysSo()
    {
        using var other = new FileStream(Target + ".part", FileMode.Create, FileAccess.Write, FileShare.None);
        using var server = new LoopbackServer((_, _) => LoopbackServer.Answer(Bytes));
        Assert.EndsWith("Check that the folder may be written to, and that nobody else fetches the same.", Assert.Throws<IOException>(() => Fetch(server)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private void Fetch(LoopbackServer server, Action<long>? told = null) => Fetch(new Uri($"{server.Address}/file.bin"), told ?? (_ => { }), default);

    private void Fetch(Uri address, Action<long> told, CancellationToken cancellation)
    {
        using var client = Downloader.NewClient();
        new Downloader(client, TimeSpan.Zero).Fetch(new RemoteFile(address, Bytes.Length, Hash(Bytes)), address, Target, told, _retries.Add, cancellation);
    }
}
