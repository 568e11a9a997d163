using System.Buffers.Binary;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A file of named tensors in the safetensors format: the length of a header in 8 bytes, the header in JSON, and the
/// numbers. Format: github.com/huggingface/safetensors.
/// </summary>
public sealed partial class SafetensorsFile : WeightsFile
{
    private const int LengthBytes = 8;

    // The reference implementation's limit. The longest headers in use have a few megabytes.
    private const int LongestHeader = 100_000_000;

    internal SafetensorsFile(FileBytes file)
        : base(file)
    {
        var header = ReadHeader(file, out var dataLength);
        var parser = new SafetensorsHeader(file, LengthBytes + header.Length, dataLength);
        parser.Parse(header);
        Metadata = parser.Metadata;
        foreach (var tensor in parser.Tensors)
        {
            Add(tensor);
        }
    }

    /// <summary>Texts that stand beside the tensors; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header; dispose it to close it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="FileFormatException">
    /// Not a safetensors file, cut short, or its header contradicts itself: overlapping or missing ranges, unknown types,
    /// shapes that do not fit their ranges, a name twice, more than <see cref="Shape.MaxRank"/> axes.
    /// </exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafetensorsFile Read(string path) => Open(path, file => new SafetensorsFile(file));

    private static byte[] ReadHeader(FileBytes file, out long dataLength)
    {
        const string Todo = "It is not a safetensors file or was cut short; fetch or save it again.";
        var fileLength = file.Length;
        if (fileLength < LengthBytes)
        {
            throw file.Error($"has {fileLength} bytes, expected at least {LengthBytes}", Todo);
        }

        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        file.Read(0, lengthBytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        var available = fileLength - LengthBytes;
        if (length > (ulong)Math.Min(available, LongestHeader))
        {
            throw file.Error($"promises a header of {length} bytes, but {available} follow and at most {LongestHeader} are read", Todo);
        }

        var header = new byte[length];
        file.Read(LengthBytes, header);
        dataLength = available - header.Length;
        return header;
    }
}
