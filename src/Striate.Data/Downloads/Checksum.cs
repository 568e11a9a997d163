using System.IO.Compression;
using System.Security.Cryptography;
using Striate.Tensors;

namespace Striate.Data;

/// <summary>Compares a file with what it must be.</summary>
internal static class Checksum
{
    private const int DigitsOfMd5 = 32;

    /// <summary>Checks size and checksum.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it must be.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="FileFormatException">The file is another one.</exception>
    public static void Check(string path, RemoteFile expected, string source)
    {
        var isMd5 = expected.Checksum.Length == DigitsOfMd5;
        using var stream = File.OpenRead(path);
        if (expected.Size is { } size && stream.Length != size)
        {
            throw new FileFormatException(source, $"{stream.Length} bytes, expected {size}", "Get it from another place with --from");
        }

        var found = Convert.ToHexStringLower(isMd5 ? Md5(stream) : SHA256.HashData(stream));
        if (found != expected.Checksum)
        {
            throw new FileFormatException(
                source, $"its {(isMd5 ? "MD5" : "SHA-256")} is {found}, expected {expected.Checksum}", "Get it from another place with --from");
        }
    }

    /// <summary>Whether a .gz file unpacks to what the expected one does, however it was packed.</summary>
    public static bool HasContent(string path, RemoteFile expected)
    {
        if (expected.ContentChecksum is null)
        {
            return false;
        }

        try
        {
            using var plain = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            return Convert.ToHexStringLower(SHA256.HashData(plain)) == expected.ContentChecksum;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // Against damage on the way; where publishers name nothing stronger there is nothing stronger to compare.
#pragma warning disable CA5351
    private static byte[] Md5(Stream stream) => MD5.HashData(stream);
#pragma warning restore CA5351
}
