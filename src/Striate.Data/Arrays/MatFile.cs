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
    private const int MostNesting = 1;

    /// <summary>Reads the numeric arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name; the first axis is the fastest.</returns>
    /// <exception cref="FileFormatException">It cannot be read, is no such file, or is corrupt.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(string path) => FileStreams.Read(path, "MATLAB file", stream => Read(stream, path));

    /// <summary>Reads from a stream that knows its length.</summary>
    internal static IReadOnlyDictionary<string, NumericArray> Read(Stream stream, string path)
    {
        // 124 bytes of text, the version, and two letters whose order tells that of all bytes.
        var header = stream.ReadExactly(128, stream.Length);
        if (header.AsSpan(126) is not [(byte)'I', (byte)'M'] || header[125] != 1)
        {
            throw new FileFormatException(
                path, header[125] == 2 ? "a MATLAB file of version 7.3, which is HDF5" : "not a MATLAB file of level 5", "Store it with save -v7");
        }

        var arrays = new Dictionary<string, NumericArray>(StringComparer.Ordinal);
        while (stream.Position < stream.Length)
        {
            ReadElement(stream, stream.Length - stream.Position, path, arrays, MostNesting);
        }

        return arrays;
    }

    private static void ReadElement(Stream stream, long most, string path, Dictionary<string, NumericArray> arrays, int nesting)
    {
        var (type, length, _) = MatElement.ReadTag(stream, most);
        if (type == Matrix)
        {
            MatMatrix.Read(new MemoryStream(stream.ReadExactly(length, most)), path, arrays);
        }
        else if (type == Compressed)
        {
            if (nesting == 0)
            {
                throw new InvalidDataException();
            }

            var next = stream.Position + length;
            using (var plain = new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true))
            {
                ReadElement(plain, length * FileStreams.MostPerCompressedByte, path, arrays, nesting - 1);

                // Reading to the end makes the decompressor compare its checksum.
                if (plain.ReadByte() >= 0)
                {
                    throw new InvalidDataException();
                }
            }

            stream.Position = next <= stream.Length ? next : throw new EndOfStreamException();
        }
        else
        {
            _ = stream.ReadExactly(length, most);
        }
    }
}
