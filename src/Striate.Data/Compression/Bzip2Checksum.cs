namespace Striate.Data;

/// <summary>The checksum of bzip2: CRC-32 with the highest bit first.</summary>
internal static class Bzip2Checksum
{
    private const uint Polynomial = 0x04C11DB7;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Shift((uint)value << 24))];

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = (crc << 8) ^ Table[(crc >> 24) ^ value];
        }

        return ~crc;
    }

    private static uint Shift(uint crc)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc << 1) ^ ((crc >> 31) * Polynomial);
        }

        return crc;
    }
}
