using Microsoft.Win32.SafeHandles;

namespace Striate.Networks;

/// <summary>An open file.</summary>
internal sealed class FileBytes : StoredBytes, IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly SafeFileHandle _handle;
    private FileStream? _stream;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path.</param>
    public FileBytes(string path)
        : base(path) => _handle = Open();

    /// <inheritdoc/>
    public override long Length => RandomAccess.GetLength(_handle);

    /// <summary>The file as a stream, whose one position stands at the beginning at first. It is closed with the file.</summary>
    public Stream Stream => _stream ??= new FileStream(_handle, FileAccess.Read, BufferSize);

    /// <inheritdoc/>
    public override void Read(long position, Span<byte> bytes)
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

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _handle.Dispose();
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
            throw Error("is a folder or may not be read", "Name a file of weights, and check its permissions.");
        }
    }
}
