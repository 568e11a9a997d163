using System.Buffers.Binary;
using System.Text;

namespace Striate.Versus.Libtorch;

/// <summary>
/// The versions of other libraries' symbols that a 64-bit little-endian ELF library asks for: its section .gnu.version_r. The
/// loader refuses the library if one is missing, unless that one is marked as weak. Linux Standard Base, "Symbol Versioning".
/// </summary>
internal ref struct ElfVersionNeeds(Span<byte> library)
{
    private const int SectionTableOffset = 0x28, SectionSizeOffset = 0x3A, SectionCountOffset = 0x3C;
    private const uint VersionNeedsType = 0x6FFFFFFE;
    private const ushort Weak = 2;

    private readonly Span<byte> _library = library;

    /// <summary>Marks every need of a version as weak.</summary>
    /// <param name="version">The version's name, such as "GLIBCXX_3.4.32".</param>
    /// <returns>How many there were.</returns>
    public readonly int Weaken(string version)
    {
        var count = 0;
        if (_library.StartsWith("\u007fELF\u0002\u0001"u8))
        {
            for (var section = 0; section < Word(SectionCountOffset); section++)
            {
                var header = Section(section);
                if (DoubleWord(header + 4) == VersionNeedsType)
                {
                    count += Weaken(version, header);
                }
            }
        }

        return count;
    }

    private readonly int Weaken(string version, int header)
    {
        var count = 0;
        var names = Offset(Section(DoubleWord(header + 0x28)));
        var library = Offset(header);
        for (var left = DoubleWord(header + 0x2C); left > 0; left--, library += DoubleWord(library + 12))
        {
            var need = library + DoubleWord(library + 8);
            for (var needs = Word(library + 2); needs > 0; needs--, need += DoubleWord(need + 12))
            {
                if (Text(names + DoubleWord(need + 8)) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(_library[(need + 4)..], (ushort)(Word(need + 4) | Weak));
                    count++;
                }
            }
        }

        return count;
    }

    private readonly int Section(int index) => Long(SectionTableOffset) + (index * Word(SectionSizeOffset));

    private readonly int Offset(int sectionHeader) => Long(sectionHeader + 0x18);

    private readonly string Text(int offset) => Encoding.ASCII.GetString(_library.Slice(offset, _library[offset..].IndexOf((byte)0)));

    private readonly ushort Word(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_library[offset..]);

    private readonly int DoubleWord(int offset) => BinaryPrimitives.ReadInt32LittleEndian(_library[offset..]);

    private readonly int Long(int offset) => checked((int)BinaryPrimitives.ReadInt64LittleEndian(_library[offset..]));
}
