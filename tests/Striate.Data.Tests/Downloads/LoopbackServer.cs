using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Striate.Data.Tests.Downloads;

/// <summary>A server of this machine that answers as a test tells it to, also wrongly. One request a connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Thread _thread;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Given the path and the first byte that is asked for: the bytes to send before the connection ends.</param>
    public LoopbackServer(Func<string, long?, byte[]> answer)
    {
        _listener.Start();
        _thread = new Thread(() => Serve(answer)) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Its address, without a slash at its end.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>What was asked for: the path, and the first byte.</summary>
    public ConcurrentQueue<(string Path, long? From)> Requests { get; } = [];

    /// <summary>A whole answer, or its first bytes.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="from">Where the rest begins that is asked for; null for all of it.</param>
    /// <param name="most">How many bytes are sent before the connection breaks.</param>
    /// <param name="promised">What the server says of the length; null for the truth.</param>
    public static byte[] Answer(byte[] bytes, long? from = null, int most = int.MaxValue, long? promised = null)
    {
        var rest = bytes.AsSpan((int)(from ?? 0));
        var head = from is null ? "HTTP/1.1 200 OK" : $"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes {from}-{bytes.Length - 1}/{promised ?? bytes.Length}";
        return [.. Encoding.ASCII.GetBytes($"{head}\r\nContent-Length: {(from is null ? promised ?? rest.Length : rest.Length)}\r\nConnection: close\r\n\r\n"), .. rest[..Math.Min(most, rest.Length)]];
    }

    /// <summary>An answer without a file.</summary>
    public static byte[] Status(string status) => Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    public void Dispose()
    {
        _listener.Stop();
        _thread.Join();
    }

    private void Serve(Func<string, long?, byte[]> answer)
    {
        try
        {
            while (true)
            {
                using var client = _listener.AcceptTcpClient();
                using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var (path, from) = (reader.ReadLine()?.Split(' ')[1] ?? "", default(long?));
                while (reader.ReadLine() is { Length: > 0 } line)
                {
                    from = line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase) ? long.Parse(line[13..].TrimEnd('-'), CultureInfo.InvariantCulture) : from;
                }

                Requests.Enqueue((path, from));
                try
                {
                    stream.Write(answer(path, from));
                    client.Client.Shutdown(SocketShutdown.Send);
                }
                catch (IOException)
                {
                    // The other side has left, which is its right.
                }
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}
