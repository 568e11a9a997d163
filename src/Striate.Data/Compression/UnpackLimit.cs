using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// How much may come out of a compressed file. Deflate packs zeros a thousand times, so that a small file can fill all memory; what
/// people store shrinks to a half or a tenth, and hardly ever to a hundredth.
/// </summary>
/// <param name="path">The file, for errors.</param>
/// <param name="packed">Its bytes.</param>
/// <param name="most">The most bytes that may come out of it; null for 100 times its own, and 256 MiB in any case.</param>
public sealed class UnpackLimit(string path, long packed, long? most = null)
{
    private const int MostTimes = 100;
    private const long AlwaysAllowed = 1L << 28;

    private readonly long _most = most ?? Math.Max(AlwaysAllowed, packed * MostTimes);
    private long _taken;

    /// <summary>Counts what is about to be unpacked, before memory or disk is taken for it.</summary>
    /// <param name="bytes">How many bytes more.</param>
    /// <exception cref="FileFormatException">All of them together are more than may come out.</exception>
    public void Take(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (bytes > _most - _taken)
        {
            throw new FileFormatException(
                path, $"its {packed} bytes unpack to {(decimal)_taken + bytes} or more, expected at most {_most}", "Get it again, from its own source; if it is right, store it uncompressed");
        }

        _taken += bytes;
    }
}
