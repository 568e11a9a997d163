namespace Striate.Data;

/// <summary>A table of Huffman's codes as bzip2 writes them: codes of one length follow each other in the order of their symbols.</summary>
internal sealed class HuffmanTable
{
    private const int Longest = 20;

    private readonly int[] _counts = new int[Longest + 1];
    private readonly int[] _symbols;

    private HuffmanTable(int[] lengths)
    {
        foreach (var length in lengths)
        {
            _counts[length]++;
        }

        _symbols = [.. Enumerable.Range(0, lengths.Length).OrderBy(symbol => lengths[symbol])];
    }

    /// <summary>Reads the lengths of the codes: each as its difference from the one before.</summary>
    /// <exception cref="InvalidDataException">A length that there is not.</exception>
    public static HuffmanTable Read(ref BitReader bits, int symbols)
    {
        var (lengths, length) = (new int[symbols], (int)bits.Read(5));
        for (var i = 0; i < symbols; i++)
        {
            while (bits.ReadBit())
            {
                length += bits.ReadBit() ? -1 : 1;
                CheckLength(length);
            }

            CheckLength(length);
            lengths[i] = length;
        }

        return new HuffmanTable(lengths);
    }

    /// <summary>Reads one symbol.</summary>
    /// <exception cref="InvalidDataException">A code that there is not.</exception>
    public int Decode(ref BitReader bits)
    {
        var (code, first, passed) = (0, 0, 0);
        for (var length = 1; length <= Longest; length++)
        {
            code = (code << 1) | (int)bits.Read(1);
            if (code - first < _counts[length])
            {
                return code < first ? throw new InvalidDataException() : _symbols[passed + code - first];
            }

            passed += _counts[length];
            first = (first + _counts[length]) << 1;
        }

        throw new InvalidDataException();
    }

    private static void CheckLength(int length)
    {
        if (length is < 1 or > Longest)
        {
            throw new InvalidDataException();
        }
    }
}
