using System.Text;
using System.Text.Json;
using Striate.Data;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>
/// Pictures in tar archives as WebDataset has them: files of one name belong together, <c>000012.jpg</c> with <c>000012.cls</c>, a number
/// or a name, or with <c>000012.json</c>, whose label, class or cls counts. A tar archive is listed once; a picture is read from its place
/// in there whenever it is asked for.
/// </summary>
public static class WebDataset
{
    private const long MostLabel = 1 << 20;

    /// <summary>Lists the pictures of some archives.</summary>
    /// <param name="name">A name for logs.</param>
    /// <param name="files">Archives, not compressed.</param>
    /// <param name="classes">The names of the classes where labels are numbers; null for the labels themselves.</param>
    /// <param name="channels">1 for grey, 3 for colour, 4 with opacity; null for that of each file.</param>
    /// <exception cref="FileFormatException">An archive is corrupt or compressed, or a picture has no label.</exception>
    public static Dataset Read(string name, IEnumerable<string> files, IReadOnlyList<string>? classes = null, int? channels = 3)
    {
        ArgumentNullException.ThrowIfNull(files);
        var samples = files.SelectMany(List).ToArray();
        var labels = Array.ConvertAll(samples, sample => sample.Label);
        var known = classes ?? LabelNames.Of(labels);
        var numbers = LabelNames.Numbers(labels, known, name, i => $"{samples[i].File} {samples[i].Name}");
        return new EncodedPictures(name, known, [.. samples.Select((sample, i) => new EncodedPicture(numbers[i], $"{Path.GetFileName(sample.File)} {sample.Name}", () => ReadAt(sample)))], channels);
    }

    private static List<Sample> List(string path)
    {
        var (samples, labels) = (new List<Sample>(), new Dictionary<string, string>(StringComparer.Ordinal));
        TarFile.Read(path, entry =>
        {
            // The name goes to the first dot behind the last folder; what follows says what it is.
            var dot = entry.Name.IndexOf('.', entry.Name.LastIndexOf('/') + 1);
            var (key, ending) = dot < 0 ? (entry.Name, "") : (entry.Name[..dot], entry.Name[dot..].ToLowerInvariant());
            if (PictureFile.Endings.Contains(ending))
            {
                samples.Add(new Sample(path, key, entry.Name, "", entry.Position, entry.Length));
            }
            else if (ending is ".cls" or ".json" && entry.Length <= MostLabel)
            {
                var bytes = new byte[entry.Length];
                entry.Contents.ReadExactly(bytes);
                if (LabelIn(bytes, ending) is { } label)
                {
                    labels[key] = label;
                }
            }
        });
        return [.. samples.Select(sample => sample with
        {
            Label = labels.GetValueOrDefault(sample.Key)
                ?? throw new FileFormatException(path, $"{FileFormatException.Quote(sample.Name)} has no label", "Put a .cls beside it, or a .json with a label"),
        })];
    }

    private static string? LabelIn(byte[] bytes, string ending)
    {
        if (ending == ".cls")
        {
            return Encoding.UTF8.GetString(bytes).Trim();
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            foreach (var key in new[] { "label", "class", "cls" })
            {
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(key, out var value))
                {
                    return value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
                }
            }
        }
        catch (JsonException)
        {
            // The picture beside it is then one without a label, which is an error that names it.
        }

        return null;
    }

    private static byte[] ReadAt(Sample sample)
    {
        try
        {
            using var file = File.OpenHandle(sample.File);
            var bytes = new byte[Math.Min(sample.Length, Array.MaxLength)];
            return RandomAccess.Read(file, bytes, sample.Position) == sample.Length
                ? bytes
                : throw new FileFormatException(sample.File, $"ends within {FileFormatException.Quote(sample.Name)}", "Get the archive again");
        }
        catch (Exception e) when (e is (IOException and not FileFormatException) or UnauthorizedAccessException)
        {
            throw new FileFormatException(sample.File, "the file cannot be read", "Check that it exists and that you may read it", e);
        }
    }

    private sealed record Sample(string File, string Key, string Name, string Label, long Position, long Length);
}
