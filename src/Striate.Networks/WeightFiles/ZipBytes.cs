using System.IO.Compression;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// An entry of a ZIP archive. It is unpacked as far as it is read, a piece at a time, and from its beginning again only for
/// what lies before the last piece.
/// </summary>
/// <param name="entry">The entry.</param>
/// <param name="path">The archive.</param>
internal sealed class ZipBytes(ZipArchiveEntry entry, string path) : StoredBytes(path)
{
    private const int ChunkSize = 1 << 16;

    private Stream? _stream;
    private long _position;
    private bool _isChecked;

    /// <inheritdoc/>
    public override long Length => entry.Length;

    /// <summary>Whether it takes as much room in the archive as outside.</summary>
    public bool IsPacked => entry.CompressedLength != entry.Length;

    /// <summary>Whether an error means that an archive is damaged, or of a kind that is not read.</summary>
    public static bool IsDamage(Exception error) =>
        error is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException;

    /// <inheritdoc/>
    public override void Read(long position, Span<byte> bytes)
    {
        // All entries share the archive's one position.
        lock (entry.Archive)
        {
            try
            {
                Seek(position);
                _stream!.ReadExactly(bytes);
                _position += bytes.Length;
                _isChecked |= _position == Length;
            }
            catch (Exception error) when (IsDamage(error))
            {
                (_stream, _position) = (null, 0);
                throw Error($"the entry {FileFormatException.Quote(entry.FullName)} cannot be unpacked", "It was cut short or corrupted; fetch or save it again.", error);
            }
        }
    }

    /// <inheritdoc/>
    public override void Check()
    {
        if (_isChecked || Length == 0)
        {
            return;
        }

        // Where tensors share a storage, the first of them ends before it.
        var part = new byte[ChunkSize];
        for (var position = 0L; position < Length; position += part.Length)
        {
            Read(position, part.AsSpan(0, (int)Math.Min(part.Length, Length - position)));
        }
    }

    /// <summary>The entry from its beginning.</summary>
    public Stream OpenStream() => new BufferedStream(new ZipEntryStream(entry, FilePath), ChunkSize);

    private void Seek(long position)
    {
        if (_stream is null || position < _position)
        {
            _stream?.Dispose();
            (_stream, _position) = (new ZipEntryStream(entry, FilePath), 0);
        }

        Span<byte> passed = stackalloc byte[1 << 12];
        while (_position < position)
        {
            var step = (int)Math.Min(passed.Length, position - _position);
            _stream.ReadExactly(passed[..step]);
            _position += step;
        }
    }
}
