using System.Formats.Tar;

namespace Striate.Data.Tests.Compression;

/// <summary>Makes tar archives by the framework's own writer, in each of its formats.</summary>
internal static class Tar
{
    public static byte[] Of(TarEntryFormat format, params IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, format, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                writer.WriteEntry(Entry(format, name, new MemoryStream(bytes)));
            }
        }

        return memory.ToArray();
    }

    /// <summary>An archive with one link.</summary>
    public static byte[] Link(string name, string target)
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target });
        }

        return memory.ToArray();
    }

    private static System.Formats.Tar.TarEntry Entry(TarEntryFormat format, string name, Stream data) => format switch
    {
        TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name) { DataStream = data },
        TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
        TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
        _ => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
    };
}
