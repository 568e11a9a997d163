using System.IO.Compression;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>
/// Files of NumPy: .npy with one array, and .npz, a zip archive of several. Numbers of 8 to 64 bits are read, and truth values as
/// bytes; arrays of Python objects are refused, for to read them means to run code.
/// </summary>
public static class NumpyFile
{
    /// <summary>Reads the arrays of a file; its content tells which of the two it is.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The arrays by name; that of .npy is called "array".</returns>
    /// <exception cref="FileFormatException">It cannot be read, is no such file, is corrupt, unpacks to far more than its own size, or holds something else than numbers.</exception>
    public static IReadOnlyDictionary<string, NumericArray> Read(string path) => FileStreams.Read(path, "NumPy file", stream => Read(stream, path));

    /// <summary>Reads from a stream that knows its length.</summary>
    internal static IReadOnlyDictionary<string, NumericArray> Read(Stream stream, string path)
    {
        var arrays = new Dictionary<string, NumericArray>(StringComparer.Ordinal);
        if (stream.ReadByte() != 'P')
        {
            stream.Position = 0;
            arrays["array"] = NpyArray.Read(stream, stream.Length, path);
            return arrays;
        }

        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var limit = new UnpackLimit(path, stream.Length);
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
            limit.Take(entry.Length);
            using var plain = new ZipEntryStream(entry, path);
            arrays[name] = NpyArray.Read(plain, Math.Min(entry.Length, stream.Length * FileStreams.MostPerCompressedByte), $"{path} {FileFormatException.Quote(name)}");
        }

        return arrays;
    }
}
