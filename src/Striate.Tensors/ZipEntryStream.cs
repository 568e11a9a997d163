using System.IO.Compression;
using System.IO.Hashing;

namespace Striate.Tensors;

/// <summary>
/// An entry of a ZIP archive, unpacked as it is read; at its end its checksum is compared, which the framework itself does not do.
/// A stored checksum of 0 says that the entry was written without one, as PyTorch does on demand, and is not compared.
/// </summary>
public sealed class ZipEntryStream : Stream
{
    private readonly ZipArchiveEntry _entry;
    private readonly string _path;
    private readonly Stream _contents;
    private readonly Crc32? _checksum;
    private long _position;

    /// <summary>Opens an entry from its beginning.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="path">The archive, for errors.</param>
    public ZipEntryStream(ZipArchiveEntry entry, string path)
    {
        ArgumentNullException.ThrowIfNull(entry);
        (_entry, _path, _contents, _checksum) = (entry, path, entry.Open(), entry.Crc32 == 0 ? null : new Crc32());
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>The bytes that the archive promises.</summary>
    public override long Length => _entry.Length;

    /// <summary>How many bytes were read.</summary>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads some bytes.</summary>
    /// <param name="buffer">Where they go.</param>
    /// <returns>How many; 0 at the end.</returns>
    /// <exception cref="FileFormatException">These are the last ones, and the checksum is another than the archive says.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = _contents.Read(buffer);
        _position += read;
        _checksum?.Append(buffer[..read]);
        if (_position >= Length || (read == 0 && !buffer.IsEmpty))
        {
            Check();
        }

        return read;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _contents.Dispose();
        base.Dispose(disposing);
    }

    private void Check()
    {
        if (_checksum is not null && _checksum.GetCurrentHashAsUInt32() is var found && found != _entry.Crc32)
        {
            throw new FileFormatException(
                _path, $"is damaged: the checksum of {FileFormatException.Quote(_entry.FullName)} is {found:x8}, expected {_entry.Crc32:x8}", "Fetch it again");
        }
    }
}
