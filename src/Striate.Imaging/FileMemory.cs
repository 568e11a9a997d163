using System.Collections.Concurrent;

namespace Striate.Imaging;

/// <summary>The bytes of files, kept after the first reading as far as a limit goes; all others are read each time.</summary>
/// <param name="limit">Bytes that are kept at most, of all files together.</param>
internal sealed class FileMemory(long limit)
{
    private readonly ConcurrentDictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>The bytes of a file; not to be changed. Threads may ask at the same time.</summary>
    public byte[] Read(string path)
    {
        if (_kept.TryGetValue(path, out var kept))
        {
            return kept;
        }

        var bytes = PictureFile.ReadBytes(path);
        if (Interlocked.Add(ref _bytes, bytes.Length) > limit || !_kept.TryAdd(path, bytes))
        {
            Interlocked.Add(ref _bytes, -bytes.Length);
        }

        return bytes;
    }
}
