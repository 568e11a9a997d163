using System.IO.Compression;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>The entries of a ZIP archive. Their names are keys and nothing more: no file of such a name is ever looked for or made.</summary>
internal sealed class ZipEntries
{
    private readonly FileBytes _file;
    private readonly Dictionary<string, ZipBytes> _byName = new(StringComparer.Ordinal);

    /// <summary>Lists the entries of an archive.</summary>
    /// <param name="file">The archive.</param>
    /// <exception cref="FileFormatException">It is damaged, or has two entries of one name.</exception>
    public ZipEntries(FileBytes file)
    {
        _file = file;
        try
        {
            Names = [.. new ZipArchive(file.Stream).Entries.Select(Add)];
        }
        catch (Exception error) when (ZipBytes.IsDamage(error))
        {
            throw file.Error("the ZIP archive is damaged", "It was cut short or corrupted; fetch or save it again.", error);
        }
    }

    /// <summary>The names in the order of the archive.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a file that begins so is an archive.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8);

    /// <summary>What stands under a name, or null.</summary>
    public ZipBytes? Find(string name) => _byName.GetValueOrDefault(name);

    private string Add(ZipArchiveEntry entry) => _byName.TryAdd(entry.FullName, new ZipBytes(entry, _file.FilePath))
        ? entry.FullName
        : throw _file.Error($"the archive holds {FileFormatException.Quote(entry.FullName)} twice", "It is corrupt or was written by a faulty program; fetch or save it again.");
}
