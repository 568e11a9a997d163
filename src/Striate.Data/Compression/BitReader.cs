namespace Striate.Data;

/// <summary>Reads bits, the highest of each byte first.</summary>
/// <param name="bytes">Where from.</param>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ulong _buffer;
    private int _buffered;
    private int _at;

    /// <summary>Whether every bit has been read.</summary>
    public readonly bool IsAtEnd => _buffered == 0 && _at == _bytes.Length;

    /// <summary>The next bits as a number.</summary>
    /// <param name="count">From 1 to 32.</param>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public uint Read(int count)
    {
        while (_buffered < count)
        {
            _buffer = (_buffer << 8) | (_at < _bytes.Length ? _bytes[_at++] : throw new InvalidDataException());
            _buffered += 8;
        }

        _buffered -= count;
        return (uint)((_buffer >> _buffered) & ((1UL << count) - 1));
    }

    /// <summary>The next bit.</summary>
    public bool ReadBit() => Read(1) == 1;

    /// <summary>Passes over what is left of a byte.</summary>
    public void AlignToByte() => _buffered -= _buffered % 8;
}
