using System.IO.Compression;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Files of MATLAB, .mat of level 5 (MATLAB 5 to 7), compressed or not: the numeric arrays in it. Anything else there, such as a cell
/// or a struct, is passed over. MathWorks, MAT-File Format.
/// </summary>
public static class MatFile
{
    private const int Matrix = 14;
    private const int Compressed = 15;

    /// <summary>Reads the numeric arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keep">Which arrays to read, by their names; null for all.</param>
    /// <returns>The arrays by name; the first axis is the fastest.</returns>
    /// <exception cref="FileFormatException">It cannot be read, is no such file, is corrupt, or unpacks to far more than its own size.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(string path, Func<string, bool>? keep = null) =>
        FileStreams.Read(path, "MATLAB file", stream => Read(stream, path, keep));

    /// <summary>Reads from a stream that knows its length.</summary>
    internal static IReadOnlyDictionary<string, NumericArray> Read(Stream stream, string path, Func<string, bool>? keep = null)
    {
        // 124 bytes of text, the version, and two letters whose order tells that of all bytes.
        var header = stream.ReadExactly(128, stream.Length);
        if (header.AsSpan(126) is not [(byte)'I', (byte)'M'] || header[125] != 1)
        {
            throw new FileFormatException(
                path, header[125] == 2 ? "a MATLAB file of version 7.3, which is HDF5" : "not a MATLAB file of level 5", "Store it with save -v7");
        }

        var arrays = new Dictionary<string, NumericArray>(StringComparer.Ordinal);
        var limit = new UnpackLimit(path, stream.Length);
        while (stream.Position < stream.Length)
        {
            var (type, length, _) = MatElement.ReadTag(stream, stream.Length - stream.Position);
            var next = stream.Position + length;
            if (next > stream.Length)
            {
                throw new EndOfStreamException();
            }

            var found = type switch
            {
                Matrix => MatMatrix.Read(new PartStream(stream, length), path, keep, limit: null),
                Compressed => ReadCompressed(stream, length, path, keep, limit),
                _ => null,
            };
            if (found is var (name, array))
            {
                arrays[name] = array;
            }

            stream.Position = next;
        }

        return arrays;
    }

    private static (string Name, NumericArray Array)? ReadCompressed(Stream stream, long packed, string path, Func<string, bool>? keep, UnpackLimit limit)
    {
        using var plain = new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
        var (type, length, _) = MatElement.ReadTag(plain, packed * FileStreams.MostPerCompressedByte);
        if (type == Compressed || length > packed * FileStreams.MostPerCompressedByte)
        {
            throw new InvalidDataException();
        }

        var part = new PartStream(plain, length);
        var found = type == Matrix ? MatMatrix.Read(part, path, keep, limit) : null;
        if (found is null)
        {
            return null;
        }

        // Reading to the end makes the decompressor compare its checksum.
        part.CopyTo(Stream.Null);
        return plain.ReadByte() < 0 ? found : throw new InvalidDataException();
    }
}
