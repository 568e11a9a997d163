namespace Striate.Data;

/// <summary>The next so many bytes of another stream, which stays open.</summary>
/// <param name="stream">The other stream.</param>
/// <param name="length">How many bytes.</param>
internal sealed class PartStream(Stream stream, long length) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, length - _read)];
        var read = wanted.IsEmpty ? 0 : stream.Read(wanted);
        _read += read;
        return read > 0 || wanted.IsEmpty ? read : throw new InvalidDataException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
