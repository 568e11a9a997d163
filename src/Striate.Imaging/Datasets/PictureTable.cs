using System.Text;
using Striate.Data;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// A table of picture files and their labels, as comma-separated values (RFC 4180): <c>path,label</c>. A first line with the names of
/// the columns is understood: path, file, filename or image, and label or class; without it the first two columns are taken. Paths are
/// whole ones, or those from the folder of the table, which they do not leave. Labels are names, or numbers from 0.
/// </summary>
public static class PictureTable
{
    private const string HowTo = "Write path,label on a line for each picture";

    private static readonly string[] PathNames = ["path", "file", "filename", "file_name", "image"];
    private static readonly string[] LabelColumns = ["label", "class"];

    /// <summary>Reads a table; a picture is read from its file whenever it is asked for.</summary>
    /// <param name="path">The table.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity; null for that of each file.</param>
    /// <exception cref="FileFormatException">It cannot be read, has no rows, one with too few columns or without a label, or a path that leaves the folder.</exception>
    public static Dataset Read(string path, int? channels = 3)
    {
        var rows = CsvText.Parse(Encoding.UTF8.GetString(PictureFile.ReadBytes(path)).TrimStart('\uFEFF'), path);
        var (pathColumn, labelColumn, first) = ColumnsOf(rows);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (rows.Count == first)
        {
            throw new FileFormatException(path, "no rows in it", HowTo);
        }

        var tooShort = rows.FindIndex(row => row.Length <= Math.Max(pathColumn, labelColumn));
        if (tooShort >= 0)
        {
            var row = rows[tooShort];
            throw new FileFormatException(
                path, $"row {tooShort + 1} has {row.Length} column{(row.Length == 1 ? "" : "s")}, expected at least {Math.Max(pathColumn, labelColumn) + 1}",
                Array.Exists(row, field => field.Contains(';', StringComparison.Ordinal)) ? $"{HowTo}, with a comma and no semicolon between them" : HowTo);
        }

        var pictures = rows[first..];
        var labels = pictures.ConvertAll(row => row[labelColumn]);
        var classes = LabelNames.Of(labels);
        var numbers = LabelNames.Numbers(labels, classes, path, RowOf);
        return new EncodedPictures(Path.GetFileNameWithoutExtension(path), classes, [.. pictures.Select(Item)], channels);

        string RowOf(int i) => $"row {first + i + 1} ({FileFormatException.Quote(pictures[i][pathColumn])})";

        EncodedPicture Item(string[] row, int i)
        {
            var file = Path.GetFullPath(row[pathColumn], folder);
            if (!Path.IsPathRooted(row[pathColumn]) && Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] == "..")
            {
                throw new FileFormatException(path, $"{RowOf(i)} leaves the folder of the table", "Put the table above its pictures, or write whole paths");
            }

            return new EncodedPicture(numbers[i], row[pathColumn], () => PictureFile.ReadBytes(file));
        }
    }

    private static (int Path, int Label, int First) ColumnsOf(List<string[]> rows)
    {
        var head = rows.Count > 0 ? Array.ConvertAll(rows[0], name => name.Trim()) : [];
        var (path, label) = (Find(PathNames), Find(LabelColumns));
        return path >= 0 && label >= 0 ? (path, label, 1) : (0, 1, 0);

        int Find(string[] names) => Array.FindIndex(head, name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
    }
}
