using System.Buffers.Binary;
using System.IO.Compression;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// A block of bytes with sizes, in the IDX format of MNIST: two zero bytes, the type (8, unsigned bytes), the number of
/// axes, each size as four bytes with the highest first, then the values with the last axis fastest. The file may be
/// compressed with gzip; its first bytes tell, not its name. LeCun, Cortes and Burges, The MNIST database, 1998.
/// </summary>
public sealed class IdxFile
{
    private const string GetAnother = "Get the file again";

    private IdxFile(int[] sizes, byte[] values) => (Sizes, Values) = (sizes, values);

    /// <summary>The sizes, outermost first.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>The values, last axis fastest.</summary>
    public ReadOnlyMemory<byte> Values { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, compressed with gzip or not.</param>
    /// <exception cref="FileFormatException">It cannot be read, is no IDX file, is truncated, unpacks to far more than its own size, or goes on after its end.</exception>
    public static IdxFile Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException and not FileFormatException or UnauthorizedAccessException)
        {
            throw new FileFormatException(path, "the file cannot be read", "Check that it exists and that you may read it", e);
        }
    }

    /// <summary>Reads from a stream that knows its length.</summary>
    internal static IdxFile Read(Stream stream, string path)
    {
        try
        {
            if (!FileStreams.StartsWith(stream, FileStreams.Gzip))
            {
                return ReadPlain(stream, stream.Length, path, limit: null);
            }

            // The last four bytes are the length of the content. The decompressor compares the checksum before them, but
            // takes a file for whole that ends before it.
            Span<byte> trailer = stackalloc byte[4];
            stream.Position = Math.Max(stream.Length - trailer.Length, 0);
            _ = stream.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            using var plain = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            var file = ReadPlain(plain, stream.Length * FileStreams.MostPerCompressedByte, path, new UnpackLimit(path, stream.Length));
            return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == 4 + (4 * file.Sizes.Count) + file.Values.Length ? file : throw Corrupt(path);
        }
        catch (InvalidDataException e)
        {
            throw Corrupt(path, e);
        }
    }

    private static FileFormatException Corrupt(string path, Exception? innerException = null) =>
        new(path, "the gzip data is corrupt or truncated", GetAnother, innerException);

    /// <summary>Reads what is not, or no longer, compressed.</summary>
    /// <param name="stream">The bytes of the format.</param>
    /// <param name="most">The most bytes that can be in the stream: no header is believed beyond it.</param>
    /// <param name="path">For errors.</param>
    /// <param name="limit">What may come out of a compressed file.</param>
    private static IdxFile ReadPlain(Stream stream, long most, string path, UnpackLimit? limit)
    {
        Span<byte> header = stackalloc byte[4];
        if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4 || header[0] != 0 || header[1] != 0)
        {
            throw new FileFormatException(path, "not an IDX file: it does not begin with two zero bytes and a type", "Give a file such as train-images-idx3-ubyte.gz");
        }

        if (header[2] != 8 || header[3] == 0)
        {
            throw new FileFormatException(
                path, $"an IDX file of type 0x{header[2]:X2} with {header[3]} axes, expected unsigned bytes (0x08) and at least 1 axis", "Store the values as bytes");
        }

        var sizes = new int[header[3]];
        var length = 1L;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
            {
                throw new FileFormatException(path, $"truncated in its header, which has {sizes.Length} axes", GetAnother);
            }

            // Capped, so that sizes of any number multiply without overflow; the cap itself is more than any file holds.
            var size = BinaryPrimitives.ReadUInt32BigEndian(header);
            length = Math.Min(length * size, 1L << 31);
            sizes[i] = (int)Math.Min(size, int.MaxValue);
        }

        var rest = most - 4 - (4 * sizes.Length);
        if (length > rest || length > Array.MaxLength)
        {
            throw new FileFormatException(
                path, $"truncated: its header promises [{string.Join(", ", sizes)}] values, and the file can hold at most {Math.Max(rest, 0)}", GetAnother);
        }

        limit?.Take(length);
        var values = GC.AllocateUninitializedArray<byte>((int)length);
        var got = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (got < values.Length)
        {
            throw new FileFormatException(path, $"truncated: its header promises {values.Length} values, and {got} are there", GetAnother);
        }

        // Reading to the end also makes the decompressor compare its checksum.
        if (stream.ReadByte() >= 0)
        {
            throw new FileFormatException(path, $"goes on after the {values.Length} values that its header promises", GetAnother);
        }

        return new IdxFile(sizes, values);
    }
}
