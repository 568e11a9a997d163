using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A file of named tensors in the safetensors format: the length of a header in 8 bytes, the header in JSON, and the
/// numbers. Opening reads and checks the header; each tensor is read from disk when asked for.
/// Format: github.com/huggingface/safetensors.
/// </summary>
/// <example><code>
/// using var file = SafetensorsFile.Read("resnet18.safetensors");
/// file["conv1.weight"].ReadFloats(weights);
/// </code></example>
public sealed partial class SafetensorsFile : IDisposable
{
    private const int LengthBytes = 8;

    // The reference implementation's limit. The longest headers in use have a few megabytes.
    private const int LongestHeader = 100_000_000;

    private readonly SafeFileHandle _handle;
    private readonly Dictionary<string, SafetensorsEntry> _byName;

    private SafetensorsFile(string path)
    {
        FilePath = path;
        _handle = Open();
        try
        {
            var header = ReadHeader(out var dataLength);
            var parser = new SafetensorsHeader(this, LengthBytes + header.Length, dataLength);
            parser.Parse(header);
            (Metadata, Tensors) = (parser.Metadata, parser.Tensors);
            _byName = Tensors.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Texts that stand beside the tensors; empty when there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their numbers in the file.</summary>
    public IReadOnlyList<SafetensorsEntry> Tensors { get; }

    /// <summary>A tensor by its name.</summary>
    /// <param name="name">As in the file.</param>
    /// <exception cref="FileFormatException">There is none of that name.</exception>
    public SafetensorsEntry this[string name] => Find(name)
        ?? throw Error($"holds no tensor {FileFormatException.Quote(name)} among its {Tensors.Count}", "Check that it belongs to this network.");

    /// <summary>Opens a file and checks its header; dispose it to close it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="FileFormatException">
    /// Not a safetensors file, cut short, or its header contradicts itself: overlapping or missing ranges, unknown types,
    /// shapes that do not fit their ranges, a name twice, more than <see cref="Shape.MaxRank"/> axes.
    /// </exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafetensorsFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SafetensorsFile(path);
    }

    /// <summary>A tensor by its name, or null.</summary>
    /// <param name="name">As in the file.</param>
    public SafetensorsEntry? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _handle.Dispose();

    internal FileFormatException Error(string what, string todo) => new(FilePath, what, todo);

    internal void ReadExactly(long position, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var count = RandomAccess.Read(_handle, bytes, position);
            if (count == 0)
            {
                throw Error($"ends at byte {position}, {bytes.Length} bytes early", "It was cut short while it was read; read it again.");
            }

            bytes = bytes[count..];
            position += count;
        }
    }

    private SafeFileHandle Open()
    {
        try
        {
            // Deletion is shared so that a checkpoint may be replaced while it is being read.
            return File.OpenHandle(FilePath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        }
        catch (UnauthorizedAccessException)
        {
            throw Error("is a folder or may not be read", "Name a safetensors file, and check its permissions.");
        }
    }

    private byte[] ReadHeader(out long dataLength)
    {
        const string Todo = "It is not a safetensors file or was cut short; fetch or save it again.";
        var fileLength = RandomAccess.GetLength(_handle);
        if (fileLength < LengthBytes)
        {
            throw Error($"has {fileLength} bytes, expected at least {LengthBytes}", Todo);
        }

        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        ReadExactly(0, lengthBytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        var available = fileLength - LengthBytes;
        if (length > (ulong)Math.Min(available, LongestHeader))
        {
            throw Error($"promises a header of {length} bytes, but {available} follow and at most {LongestHeader} are read", Todo);
        }

        var header = new byte[length];
        ReadExactly(LengthBytes, header);
        dataLength = available - header.Length;
        return header;
    }
}
