namespace Striate.Data;

/// <summary>
/// Unpacks bzip2: streams of blocks that were sorted by their contexts (Burrows and Wheeler, 1994), moved to the front, and written in
/// Huffman's codes. Each block and each stream carries a checksum.
/// </summary>
internal static class Bzip2
{
    // "BZh", and the digits of pi and of its root.
    private const uint StreamMagic = 0x425A68;
    private const ulong BlockMagic = 0x314159265359;
    private const ulong EndMagic = 0x177245385090;
    private const int BlockUnit = 100_000;

    /// <summary>Unpacks.</summary>
    /// <param name="compressed">One stream or several in a row.</param>
    /// <param name="most">The most bytes that may come out.</param>
    /// <exception cref="InvalidDataException">The data are corrupt, cut off, or unpack to more.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> compressed, int most)
    {
        var bits = new BitReader(compressed);
        using var output = new MemoryStream();
        do
        {
            ReadStream(ref bits, output, most);
        }
        while (!bits.IsAtEnd);
        return output.ToArray();
    }

    private static void ReadStream(ref BitReader bits, MemoryStream output, int most)
    {
        var (magicWord, level) = (bits.Read(24), bits.Read(8) - '0');
        if (magicWord != StreamMagic || level is < 1 or > 9)
        {
            throw new InvalidDataException();
        }

        var (block, combined) = (new Bzip2Block((int)level * BlockUnit), 0U);
        while (true)
        {
            var magic = ((ulong)bits.Read(24) << 24) | bits.Read(24);
            var expected = bits.Read(32);
            if (magic == EndMagic && expected == combined)
            {
                bits.AlignToByte();
                return;
            }

            var from = (int)output.Length;
            if (magic != BlockMagic || !block.Read(ref bits, output, most) || Bzip2Checksum.Of(output.GetBuffer().AsSpan(from, (int)output.Length - from)) != expected)
            {
                throw new InvalidDataException();
            }

            combined = uint.RotateLeft(combined, 1) ^ expected;
        }
    }
}
