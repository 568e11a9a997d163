using System.Text.Json;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// Reads the JSON header of a safetensors file and believes nothing in it: what comes out fits the file.
/// </summary>
internal sealed class SafetensorsHeader
{
    private const int DeepestJson = 8;
    private const string Todo = "It is corrupt or was written by a faulty program; fetch or save it again.";

    private readonly FileBytes _file;
    private readonly long _dataStart;
    private readonly long _dataLength;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(StoredTensor Tensor, long Begin, long End)> _ranges = [];
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Prepares to parse.</summary>
    /// <param name="file">The file whose header it is.</param>
    /// <param name="dataStart">Where in the file the numbers begin.</param>
    /// <param name="dataLength">How many bytes of numbers the file has.</param>
    public SafetensorsHeader(FileBytes file, long dataStart, long dataLength) =>
        (_file, _dataStart, _dataLength) = (file, dataStart, dataLength);

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    public IEnumerable<StoredTensor> Tensors => _ranges.Select(range => range.Tensor);

    public void Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestJson });
            reader.Read();
            Expect(ref reader, JsonTokenType.StartObject, "header");
            while (ReadKey(ref reader, _names, "header") is { } name)
            {
                if (name == SafetensorsFile.MetadataKey)
                {
                    ReadMetadata(ref reader);
                }
                else
                {
                    ReadTensor(ref reader, name);
                }
            }

            // Throws where anything but spaces follows.
            reader.Read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The reader throws InvalidOperationException where a text is not valid Unicode.
            throw _file.Error($"the header is not valid JSON: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}", Todo);
        }

        CheckCoverage();
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, SafetensorsFile.MetadataKey);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (ReadKey(ref reader, keys, SafetensorsFile.MetadataKey) is { } key)
        {
            Expect(ref reader, JsonTokenType.String, $"{SafetensorsFile.MetadataKey} {FileFormatException.Quote(key)}");
            _metadata[key] = reader.GetString()!;
        }
    }

    private void ReadTensor(ref Utf8JsonReader reader, string name)
    {
        var who = $"tensor {FileFormatException.Quote(name)}";
        ElementType? type = null;
        List<long>? sizes = null, offsets = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject, who);
        while (ReadKey(ref reader, keys, who) is { } key)
        {
            switch (key)
            {
                case "dtype":
                    Expect(ref reader, JsonTokenType.String, $"{who}, dtype");
                    var dtype = reader.GetString()!;
                    type = ElementTypes.Parse(dtype)
                        ?? throw _file.Error($"{who} has the unknown dtype {FileFormatException.Quote(dtype)}", "Store it as F32.");
                    break;
                case "shape":
                    sizes = ReadNumbers(ref reader, Shape.MaxRank, $"{who}, shape");
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, 2, $"{who}, data_offsets");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (type is null || sizes is null || offsets is not [var begin, var end])
        {
            throw _file.Error($"{who} lacks its dtype, its shape or its two data_offsets", Todo);
        }

        var shape = CheckShape(sizes, who);
        var length = (long)shape.Size * type.Value.Size();
        if (begin > end || end > _dataLength)
        {
            throw _file.Error($"{who} lies at bytes {begin} to {end} of {_dataLength}", Todo);
        }

        if (end - begin != length)
        {
            throw _file.Error($"{who} has {end - begin} bytes, expected {length} for {type} {shape}", Todo);
        }

        _ranges.Add((new StoredTensor(name, type.Value, StoredLayout.RowMajor(shape), _file, _dataStart + begin), begin, end));
    }

    private Shape CheckShape(List<long> sizes, string who)
    {
        try
        {
            return Shape.Of([.. sizes.Select(size => checked((int)size))]);
        }
        catch (Exception error) when (error is ShapeException or OverflowException)
        {
            throw _file.Error($"{who} has the shape [{string.Join(", ", sizes)}] of more than {Array.MaxLength} numbers", Todo);
        }
    }

    // The format leaves no byte without an owner and gives none to two: nothing can hide in a hole.
    private void CheckCoverage()
    {
        _ranges.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)) is var order and not 0
            ? order
            : string.CompareOrdinal(a.Tensor.Name, b.Tensor.Name));
        var covered = 0L;
        foreach (var (tensor, begin, end) in _ranges)
        {
            if (begin != covered)
            {
                var fault = begin < covered ? "overlaps the tensor before it" : "leaves a hole before it";
                throw _file.Error($"tensor {FileFormatException.Quote(tensor.Name)} {fault}: it begins at byte {begin}, expected {covered}", Todo);
            }

            covered = end;
        }

        if (covered != _dataLength)
        {
            throw _file.Error($"its tensors take {covered} bytes, but {_dataLength} follow the header", Todo);
        }
    }

    /// <summary>The next key, with the reader moved on to its value; null at the end of the object.</summary>
    private string? ReadKey(ref Utf8JsonReader reader, HashSet<string> seen, string who)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        var key = reader.GetString()!;
        if (!seen.Add(key))
        {
            throw _file.Error($"{who} has {FileFormatException.Quote(key)} twice", Todo);
        }

        reader.Read();
        return key;
    }

    private List<long> ReadNumbers(ref Utf8JsonReader reader, int most, string who)
    {
        Expect(ref reader, JsonTokenType.StartArray, who);
        var numbers = new List<long>(most);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
            {
                throw _file.Error($"{who} holds something other than whole numbers from 0 to {long.MaxValue}", Todo);
            }

            if (numbers.Count == most)
            {
                throw _file.Error($"{who} has more than {most} numbers", Todo);
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string who)
    {
        if (reader.TokenType != expected)
        {
            throw _file.Error($"{who} is {reader.TokenType} in JSON, expected {expected}", Todo);
        }
    }
}
