using Striate.Imaging;

namespace Striate.Cli;

/// <summary>The picture files of a folder, whatever its folders mean.</summary>
internal static class PictureFiles
{
    /// <summary>All of a folder and of those in it, in the order of their names.</summary>
    public static IEnumerable<string> In(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => PictureFile.Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);
}
