using Striate.Tensors;

namespace Striate.Data;

/// <summary>What readers of files share: opening with an error of one line, and memory only for what a file can hold.</summary>
internal static class FileStreams
{
    /// <summary>Deflate stores at most 258 bytes in two bits: n compressed bytes cannot hold more than 1032·n.</summary>
    public const long MostPerCompressedByte = 1032;

    /// <summary>What a file begins with that gzip has compressed.</summary>
    public static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    /// <summary>Opens a file and reads it; whatever a damaged file makes the framework throw becomes an error of one line.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is: "NumPy file".</param>
    /// <param name="read">Reads it.</param>
    public static T Read<T>(string path, string what, Func<FileStream, T> read)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFormatException(path, "the file cannot be read", "Check that it exists and that you may read it", e);
        }

        using (stream)
        {
            return Guard(path, what, () => read(stream));
        }
    }

    /// <summary>Reads something; whatever damaged bytes make the framework throw becomes an error of one line.</summary>
    public static T Guard<T>(string path, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new FileFormatException(path, $"the {what} is corrupt or truncated", "Get the file again", e);
        }
    }

    /// <summary>Whether a stream begins with some bytes, such as <see cref="Gzip"/>; it is at its beginning afterwards.</summary>
    public static bool StartsWith(Stream stream, ReadOnlySpan<byte> magic)
    {
        Span<byte> start = stackalloc byte[magic.Length];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return start[..read].SequenceEqual(magic);
    }

    /// <summary>Reads exactly so many bytes.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="length">How many.</param>
    /// <param name="most">The most that can be there: no length is believed beyond it.</param>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static byte[] ReadExactly(this Stream stream, long length, long most)
    {
        if (length < 0 || length > most || length > Array.MaxLength)
        {
            throw new EndOfStreamException();
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)length);
        stream.ReadExactly(bytes);
        return bytes;
    }
}
