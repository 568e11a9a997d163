using System.Globalization;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using Striate.Data;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// Pictures in Parquet files, as public hubs store them: a column image that holds the bytes of a picture file (image.bytes), or such
/// bytes themselves, and a column label with numbers or names. The names of numbered classes are read from the file's metadata, where
/// hubs put them. Apache Parquet.
/// </summary>
/// <remarks>The bytes of all pictures stay in memory as they are; they are decoded whenever a picture is asked for.</remarks>
public static class ParquetPictures
{
    private const string GetAnother = "Store the pictures as files in a column image, and their labels in a column label";

    private static readonly string[] ImageNames = ["image.bytes", "img.bytes", "image", "img"];
    private static readonly string[] LabelColumns = ["label", "fine_label", "class"];

    /// <summary>Reads the pictures of some files.</summary>
    /// <param name="name">A name for logs.</param>
    /// <param name="files">Parquet files with the same columns.</param>
    /// <param name="classes">The names of the classes; null for those of a file's metadata, or else the labels themselves.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity; null for that of each file.</param>
    /// <exception cref="FileFormatException">A file is corrupt, unpacks to far more than its own size, or lacks one of the columns.</exception>
    public static Dataset Read(string name, IEnumerable<string> files, IReadOnlyList<string>? classes = null, int? channels = 3)
    {
        ArgumentNullException.ThrowIfNull(files);
        var parts = files.Select(file => Read(file)).ToArray();
        var labels = parts.SelectMany(part => part.Labels).ToArray();
        var pictures = parts.SelectMany(part => part.Images.Select((bytes, i) => (Bytes: bytes, Name: $"{Path.GetFileName(part.File)} row {i + 1}"))).ToArray();
        var known = classes ?? parts.Select(part => part.Classes).FirstOrDefault(names => names is not null) ?? LabelNames.Of(labels);
        var numbers = LabelNames.Numbers(labels, known, name, i => pictures[i].Name);
        return new EncodedPictures(name, known, [.. pictures.Select((picture, i) => new EncodedPicture(numbers[i], picture.Name, () => picture.Bytes))], channels);
    }

    private static Part Read(string file)
    {
        try
        {
            return ReadAsync(file).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new FileFormatException(file, "the file cannot be read", "Check that it exists and that you may read it", e);
        }
        catch (Exception e) when (e is not FileFormatException)
        {
            // The reader of the format throws whatever comes to pass in damaged data.
            throw new FileFormatException(file, "the Parquet file is corrupt, truncated, or of a kind that is not read", "Get the file again", e);
        }
    }

    private static async Task<Part> ReadAsync(string file)
    {
        await using var stream = File.OpenRead(file);
        await using var reader = await ParquetReader.CreateAsync(stream);
        var (image, label) = (Column(reader, file, ImageNames), Column(reader, file, LabelColumns));
        var part = new Part(file, [], [], ClassesIn(reader, label.Path.FirstPart ?? ""));
        var limit = new UnpackLimit(file, stream.Length);
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);

            // A row takes a byte at least: no count is believed beyond the file.
            if (rows.RowCount < 0 || rows.RowCount > new FileInfo(file).Length)
            {
                throw new InvalidDataException();
            }

            foreach (var column in rows.RowGroup.Columns)
            {
                limit.Take(column.MetaData?.TotalUncompressedSize ?? 0);
            }

            var (images, labels) = (await Values<ReadOnlyMemory<byte>>(rows, image), await Labels(rows, label));
            var empty = Enumerable.Range(0, images.Length).FirstOrDefault(i => images[i] is null || labels[i] is null, -1);
            if (empty >= 0)
            {
                throw new FileFormatException(file, $"row {part.Images.Count + empty + 1} has no {(images[empty] is null ? "picture" : "label")}", GetAnother);
            }

            part.Images.AddRange(images.Select(bytes => bytes!.Value.ToArray()));
            part.Labels.AddRange(labels!);
        }

        return part;
    }

    private static DataField Column(ParquetReader reader, string file, string[] names)
    {
        var fields = reader.Schema.GetDataFields();
        return names.Select(name => Array.Find(fields, field => string.Join('.', field.Path.ToList()) == name)).FirstOrDefault(field => field is not null)
            ?? throw new FileFormatException(
                file, $"columns {string.Join(", ", fields.Take(8).Select(field => FileFormatException.Quote(string.Join('.', field.Path.ToList()))))}, expected one of {string.Join(", ", names)}", GetAnother);
    }

    private static Task<string?[]> Labels(ParquetRowGroupReader rows, DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Byte => Texts<byte>(rows, field),
        TypeCode.Int16 => Texts<short>(rows, field),
        TypeCode.Int32 => Texts<int>(rows, field),
        TypeCode.Int64 => Texts<long>(rows, field),
        _ => Texts<ReadOnlyMemory<char>>(rows, field),
    };

    private static async Task<string?[]> Texts<T>(ParquetRowGroupReader rows, DataField field)
        where T : struct => Array.ConvertAll(await Values<T>(rows, field), value => value is { } one ? Convert.ToString(one, CultureInfo.InvariantCulture) : null);

    // Null where a row has none.
    private static async Task<T?[]> Values<T>(ParquetRowGroupReader rows, DataField field)
        where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[rows.RowCount];
            await rows.ReadAsync<T>(field, values.AsMemory());
            return values;
        }

        var all = new T[rows.RowCount];
        await rows.ReadAsync<T>(field, all.AsMemory());
        return Array.ConvertAll(all, value => (T?)value);
    }

    // {"info": {"features": {"label": {"names": ["cat", "dog"]}}}}
    private static string[]? ClassesIn(ParquetReader reader, string label)
    {
        try
        {
            using var document = JsonDocument.Parse(reader.CustomMetadata.GetValueOrDefault("huggingface") ?? "null");
            var at = document.RootElement;
            foreach (var key in new[] { "info", "features", label, "names" })
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(key, out at))
                {
                    return null;
                }
            }

            return at.ValueKind == JsonValueKind.Array ? [.. at.EnumerateArray().Select(name => name.ToString())] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Part(string File, List<byte[]> Images, List<string> Labels, string[]? Classes);
}
