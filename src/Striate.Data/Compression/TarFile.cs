using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Reads tar archives, old ones, POSIX's and GNU's: blocks of 512 bytes, a header and then the contents of a file. Nothing is believed
/// of a header beyond what the stream then gives. IEEE 1003.1, pax.
/// </summary>
public static class TarFile
{
    private const int Block = 512;
    private const int MostName = 1 << 16;

    /// <summary>Lists an archive.</summary>
    /// <param name="path">The archive, not compressed.</param>
    /// <param name="visit">Is given each entry; its contents may be read meanwhile.</param>
    /// <exception cref="FileFormatException">It cannot be read, is no such archive, or is corrupt.</exception>
    public static void Read(string path, Action<TarEntry> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        _ = FileStreams.Read(path, "tar archive", stream =>
        {
            if (FileStreams.StartsWith(stream, FileStreams.Gzip))
            {
                throw new FileFormatException(path, "compressed with gzip, expected a plain tar archive, in which each entry has its place", $"Unpack it: gunzip -c {Path.GetFileName(path)} > plain.tar");
            }

            foreach (var entry in Entries(stream))
            {
                visit(entry);
            }

            return stream.Length;
        });
    }

    /// <summary>The entries of an archive, in their order. The contents of one may be read until the next is asked for, and need not be.</summary>
    /// <param name="stream">The archive, not compressed; it need not know its length.</param>
    /// <exception cref="InvalidDataException">While it runs: a header is corrupt, or the archive ends in the midst of a file.</exception>
    internal static IEnumerable<TarEntry> Entries(Stream stream)
    {
        var (header, position, longName, longLength) = (new byte[Block], 0L, default(string), default(long?));
        while (stream.ReadAtLeast(header, Block, throwOnEndOfStream: false) == Block && header.AsSpan().ContainsAnyExcept((byte)0))
        {
            CheckSum(header);
            position += Block;
            var (kind, length) = ((char)header[156], NumberAt(header, 124, 12));
            if (kind is 'L' or 'K' or 'x' or 'g')
            {
                var extra = Encoding.UTF8.GetString(stream.ReadExactly(length, MostName));
                (longName, longLength) = kind switch
                {
                    'L' => (extra.TrimEnd('\0'), longLength),
                    'x' => (PaxValue(extra, "path") ?? longName, PaxValue(extra, "size") is { } size ? ParseLength(size) : longLength),
                    _ => (longName, longLength),
                };
                SkipTo(stream, Padding(length));
                position += length + Padding(length);
                continue;
            }

            length = longLength ?? length;
            using var contents = new PartStream(stream, length);
            yield return new TarEntry(longName ?? NameIn(header), kind, position, length, contents);
            SkipTo(stream, length - contents.Position + Padding(length));
            position += length + Padding(length);
            (longName, longLength) = (null, null);
        }
    }

    private static long Padding(long length) => (Block - (length % Block)) % Block;

    private static void SkipTo(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            stream.Position = stream.Position + count <= stream.Length ? stream.Position + count : throw new InvalidDataException();
            return;
        }

        Span<byte> passed = stackalloc byte[4096];
        for (var left = count; left > 0;)
        {
            var read = stream.Read(passed[..(int)Math.Min(left, passed.Length)]);
            left = read > 0 ? left - read : throw new InvalidDataException();
        }
    }

    // The sum of all bytes, those of the sum itself counted as spaces.
    private static void CheckSum(ReadOnlySpan<byte> header)
    {
        var sum = 8L * ' ';
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : header[i];
        }

        if (sum != NumberAt(header, 148, 8))
        {
            throw new InvalidDataException();
        }
    }

    private static string NameIn(ReadOnlySpan<byte> header)
    {
        var (name, prefix) = (TextAt(header, 0, 100), header.Slice(257, 5).SequenceEqual("ustar"u8) && header[263] != ' ' ? TextAt(header, 345, 155) : "");
        return prefix.Length > 0 ? $"{prefix}/{name}" : name;
    }

    private static string TextAt(ReadOnlySpan<byte> header, int at, int length)
    {
        var field = header.Slice(at, length);
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    // Octal digits; or, with the highest bit set, a number of bytes.
    private static long NumberAt(ReadOnlySpan<byte> header, int at, int length)
    {
        if (header[at] >= 0x80)
        {
            var number = BinaryPrimitives.ReadInt64BigEndian(header.Slice(at + length - 8, 8));
            return number >= 0 ? number : throw new InvalidDataException();
        }

        var value = 0L;
        foreach (var letter in TextAt(header, at, length).AsSpan().Trim())
        {
            value = letter is >= '0' and <= '7' ? (value * 8) + (letter - '0') : throw new InvalidDataException();
        }

        return value;
    }

    // Records "length key=value\n".
    private static string? PaxValue(string records, string key)
    {
        var at = records.IndexOf($" {key}=", StringComparison.Ordinal);
        var end = at < 0 ? -1 : records.IndexOf('\n', at);
        return end < 0 ? null : records[(at + key.Length + 2)..end];
    }

    private static long ParseLength(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : throw new InvalidDataException();
}
