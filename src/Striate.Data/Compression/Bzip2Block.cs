namespace Striate.Data;

/// <summary>One block of bzip2; its memory serves the next one again.</summary>
/// <param name="size">The most bytes of a block before runs are spread out.</param>
internal sealed class Bzip2Block(int size)
{
    private const int MostTables = 6;
    private const int SymbolsPerSelector = 50;

    // The low byte is the letter, the rest a place.
    private readonly uint[] _letters = new uint[size];

    /// <summary>Reads a block that stands behind its checksum.</summary>
    /// <param name="bits">Where from.</param>
    /// <param name="output">Where its bytes are added.</param>
    /// <param name="most">The most bytes that the output may hold.</param>
    /// <returns>Whether it is sound.</returns>
    public bool Read(ref BitReader bits, MemoryStream output, int most)
    {
        // Blocks that were randomised are of a version of 1997, and no longer made.
        if (bits.ReadBit())
        {
            return false;
        }

        var origin = (int)bits.Read(24);
        var used = ReadUsed(ref bits);
        var tableCount = (int)bits.Read(3);
        if (used.Count == 0 || tableCount is < 2 or > MostTables)
        {
            return false;
        }

        var selectors = ReadSelectors(ref bits, tableCount);
        var tables = new HuffmanTable[tableCount];
        for (var i = 0; i < tableCount; i++)
        {
            tables[i] = HuffmanTable.Read(ref bits, used.Count + 2);
        }

        var length = ReadLetters(ref bits, used, selectors, tables);
        if (origin >= length)
        {
            return false;
        }

        Unsort(length);
        return Spread(origin, length, output, most);
    }

    private static List<byte> ReadUsed(ref BitReader bits)
    {
        var (rows, used) = (bits.Read(16), new List<byte>());
        for (var row = 0; row < 16; row++)
        {
            var columns = (rows >> (15 - row) & 1) == 1 ? bits.Read(16) : 0;
            for (var column = 0; column < 16; column++)
            {
                if ((columns >> (15 - column) & 1) == 1)
                {
                    used.Add((byte)((16 * row) + column));
                }
            }
        }

        return used;
    }

    private static byte[] ReadSelectors(ref BitReader bits, int tableCount)
    {
        var selectors = new byte[bits.Read(15)];
        var recent = new List<byte>([.. Enumerable.Range(0, tableCount).Select(i => (byte)i)]);
        for (var i = 0; i < selectors.Length; i++)
        {
            var place = 0;
            while (bits.ReadBit())
            {
                place = place + 1 < tableCount ? place + 1 : throw new InvalidDataException();
            }

            selectors[i] = MoveToFront(recent, place);
        }

        return selectors;
    }

    private static byte MoveToFront(List<byte> recent, int place)
    {
        var value = recent[place];
        recent.RemoveAt(place);
        recent.Insert(0, value);
        return value;
    }

    // Symbols 0 and 1 are the digits of the length of a run, the lowest first; the last one ends the block; others are places.
    private int ReadLetters(ref BitReader bits, List<byte> recent, byte[] selectors, HuffmanTable[] tables)
    {
        var (end, length, run, digit) = (recent.Count + 1, 0, 0L, 0);
        for (var read = 0; ; read++)
        {
            var selector = read / SymbolsPerSelector;
            var symbol = selector < selectors.Length ? tables[selectors[selector]].Decode(ref bits) : throw new InvalidDataException();
            if (symbol <= 1)
            {
                run += (long)(symbol + 1) << digit;
                digit = run <= size ? digit + 1 : throw new InvalidDataException();
                continue;
            }

            if (length + run + (symbol == end ? 0 : 1) > size)
            {
                throw new InvalidDataException();
            }

            _letters.AsSpan(length, (int)run).Fill(recent[0]);
            (length, run, digit) = (length + (int)run, 0, 0);
            if (symbol == end)
            {
                return length;
            }

            _letters[length++] = MoveToFront(recent, symbol - 1);
        }
    }

    // Behind each letter the place of the one that follows it.
    private void Unsort(int length)
    {
        Span<int> starts = stackalloc int[257];
        starts.Clear();
        for (var i = 0; i < length; i++)
        {
            starts[(int)_letters[i] + 1]++;
        }

        for (var letter = 1; letter <= 256; letter++)
        {
            starts[letter] += starts[letter - 1];
        }

        for (var i = 0; i < length; i++)
        {
            _letters[starts[(int)(_letters[i] & 0xFF)]++] |= (uint)i << 8;
        }
    }

    // Four equal letters are followed by a count of more.
    private bool Spread(int origin, int length, MemoryStream output, int most)
    {
        var (at, last, equal) = (_letters[origin] >> 8, -1, 0);
        for (var i = 0; i < length; i++)
        {
            var letter = (byte)_letters[at];
            at = _letters[at] >> 8;
            var count = equal == 4 ? letter : 1;
            if (output.Length + count > most)
            {
                return false;
            }

            for (var n = 0; n < count; n++)
            {
                output.WriteByte(equal == 4 ? (byte)last : letter);
            }

            (equal, last) = equal == 4 ? (0, -1) : (letter == last ? equal + 1 : 1, letter);
        }

        return true;
    }
}
