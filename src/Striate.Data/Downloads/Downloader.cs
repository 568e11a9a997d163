using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Fetches files over HTTP. What has come is kept when the connection breaks: the rest is asked for (RFC 9110, ranges), at once and in
/// a later run. A file appears under its own name when it is complete and its checksum is right, and not before.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="pause">How long to wait after a failure; twice and three times as long after the next ones.</param>
internal sealed class Downloader(HttpClient client, TimeSpan pause)
{
    private const int Attempts = 4;
    private const int MostRedirects = 10;

    // Of files without a known size there are but small ones.
    private const long MostOfUnknownSize = 1L << 26;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] _buffer = new byte[1 << 16];

    /// <summary>A client that follows no redirects by itself: those to other than HTTP would be followed too.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Whether files can be fetched from an address.</summary>
    public static bool IsHttp(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    /// <summary>Fetches one file.</summary>
    /// <param name="file">What it must be.</param>
    /// <param name="address">Where it is fetched from.</param>
    /// <param name="path">Where it goes.</param>
    /// <param name="progress">Is told how many bytes are there.</param>
    /// <param name="retry">Is told why it is tried again, in a line.</param>
    /// <param name="cancellation">Ends it; what has come stays.</param>
    /// <exception cref="FileFormatException">The server gives something else.</exception>
    /// <exception cref="IOException">The server does not answer, or says no, or the file could not be written.</exception>
    public void Fetch(RemoteFile file, Uri address, string path, Action<long> progress, Action<string> retry, CancellationToken cancellation)
    {
        var part = path + ".part";
        using (var stream = Open(part, address))
        {
            for (var failures = 0; ;)
            {
                var before = stream.Length;
                try
                {
                    FetchRest(file, address, stream, progress, cancellation);
                    break;
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
                {
                    failures = stream.Length > before ? 1 : failures + 1;
                    if (failures >= Attempts)
                    {
                        throw new IOException($"{address}: the connection broke after {stream.Length} bytes: {Reason(e)}. Run the command again to go on, or take another place with --from.", e);
                    }

                    retry($"{file.Name}: {Reason(e)}, after {stream.Length} bytes; trying again, {failures} of {Attempts - 1}");
                    cancellation.WaitHandle.WaitOne(pause * failures);
                }
            }
        }

        try
        {
            Checksum.Check(part, file, address.ToString());
        }
        catch (FileFormatException)
        {
            File.Delete(part);
            throw;
        }

        File.Move(part, path, overwrite: true);
    }

    private static FileStream Open(string part, Uri address)
    {
        try
        {
            return new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{part}: not written, while {address} was to be fetched. Check that the folder may be written to, and that nobody else fetches the same.", e);
        }
    }

    private void FetchRest(RemoteFile file, Uri address, FileStream stream, Action<long> progress, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var response = Send(address, stream.Length, patience.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Nothing lies behind what is there: it is whole, or somebody else's.
            if (file.Size is null || stream.Length == file.Size)
            {
                return;
            }

            stream.SetLength(0);
            throw new HttpRequestException("the server has less than was there already");
        }

        if (!response.IsSuccessStatusCode)
        {
            var message = $"the server says {(int)response.StatusCode} {response.ReasonPhrase}".ReplaceLineEndings(" ");
            throw (int)response.StatusCode >= 500 ? new HttpRequestException(message, null, response.StatusCode) : new IOException($"{address}: {message}. Take another place with --from.");
        }

        // A server without ranges sends all of it again.
        var range = response.Content.Headers.ContentRange;
        var isRest = response.StatusCode == HttpStatusCode.PartialContent;
        if (isRest && range?.From != stream.Length)
        {
            throw new HttpRequestException("the server sends another part than it was asked for");
        }

        stream.SetLength(isRest ? stream.Length : 0);
        stream.Position = stream.Length;
        CheckLength(file, address, isRest ? range!.Length : response.Content.Headers.ContentLength);
        Copy(file, address, response, stream, progress, patience);
    }

    private HttpResponseMessage Send(Uri address, long from, CancellationToken cancellation)
    {
        var at = address;
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            request.Headers.Range = from > 0 ? new RangeHeaderValue(from, null) : null;
            var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
                || redirects == MostRedirects)
            {
                return response;
            }

            response.Dispose();

            // What was asked for over TLS does not come without.
            var next = response.Headers.Location is { } location && Uri.TryCreate(at, location, out var whole) ? whole : null;
            at = next is not null && IsHttp(next) && (at.Scheme == Uri.UriSchemeHttp || next.Scheme == Uri.UriSchemeHttps) ? next : throw new IOException(
                $"{address}: the server sends on to {(next is null ? "no address" : FileFormatException.Quote(next.ToString()))}, expected http, or https after https. Take another place with --from.");
        }
    }

    private static void CheckLength(RemoteFile file, Uri address, long? promised)
    {
        if (promised is { } length && (file.Size is { } size ? length != size : length > MostOfUnknownSize))
        {
            throw new FileFormatException(
                address.ToString(), $"the server promises {length} bytes, expected {file.Size?.ToString(CultureInfo.InvariantCulture) ?? $"at most {MostOfUnknownSize}"}", "Get it from another place with --from");
        }
    }

    private void Copy(RemoteFile file, Uri address, HttpResponseMessage response, FileStream stream, Action<long> progress, CancellationTokenSource patience)
    {
        var most = file.Size ?? MostOfUnknownSize;
        using var body = response.Content.ReadAsStream(patience.Token);
        progress(stream.Length);
        while (true)
        {
            patience.CancelAfter(Patience);
            var read = Read(body, patience.Token);
            if (read == 0)
            {
                break;
            }

            if (stream.Length + read > most)
            {
                stream.SetLength(0);
                throw new FileFormatException(address.ToString(), $"the server sends more than {most} bytes", "Get it from another place with --from");
            }

            Write(stream, _buffer.AsSpan(0, read));
            progress(stream.Length);
        }

        if (file.Size is { } size && stream.Length < size)
        {
            throw new HttpRequestException($"it ended before its {size} bytes");
        }
    }

    private int Read(Stream body, CancellationToken cancellation)
    {
        try
        {
            return body.ReadAsync(_buffer, cancellation).AsTask().GetAwaiter().GetResult();
        }
        catch (IOException e)
        {
            throw new HttpRequestException(Reason(e), e);
        }
    }

    private static string Reason(Exception e) =>
        e is OperationCanceledException ? $"nothing came for {Patience.TotalSeconds} seconds" : e.Message.ReplaceLineEndings(" ").TrimEnd('.');

    private static void Write(FileStream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
            stream.Flush();
        }
        catch (IOException e)
        {
            throw WriteFailure.At(stream.Name, e, "What has come is kept.");
        }
    }
}
