using System.Text.Json;
using System.Text.Json.Serialization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// What a network is, as data: enough to build it, to prepare its pictures and to name its answers. It stands as a JSON
/// file beside the weights.
/// </summary>
/// <param name="Model">A name of <see cref="ModelCatalog"/>.</param>
/// <param name="Input">Shape of one image, [C, H, W].</param>
/// <param name="Classes">Names of the classes, in the order of the scores.</param>
/// <param name="Mean">Mean of each channel, of pixels from 0 to 1, subtracted from them.</param>
/// <param name="Std">Standard deviation of each channel, by which they are divided.</param>
public sealed record NetworkDescription(
    string Model, IReadOnlyList<int> Input, IReadOnlyList<string> Classes, IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    /// <summary>
    /// Whether its pictures are light strokes on black, as MNIST's are: a photo of something dark on light paper is then brought
    /// to that form first.
    /// </summary>
    public bool IsLightOnBlack { get; init; }

    /// <summary>Reads a description.</summary>
    /// <param name="path">A JSON file.</param>
    /// <exception cref="FileFormatException">The file cannot be read, or does not describe a network.</exception>
    public static NetworkDescription Read(string path)
    {
        try
        {
            var description = JsonSerializer.Deserialize(File.ReadAllText(path), DescriptionJson.Default.NetworkDescription);
            return description is { Model: not null, Classes: not null, Mean: not null, Std: not null, Input: [> 0, > 0, > 0] }
                && description.Mean.Count == description.Input[0] && description.Std.Count == description.Input[0]
                ? description
                : throw new FileFormatException(path, "describes no network", "It needs Model, Input [C, H, W], Classes, and a Mean and a Std for each channel.");
        }
        catch (JsonException error)
        {
            throw new FileFormatException(path, $"is no valid JSON (line {error.LineNumber + 1})", "Restore the file or train anew.");
        }
        catch (Exception error) when (error is IOException and not FileFormatException or UnauthorizedAccessException)
        {
            throw new FileFormatException(path, "the file cannot be read", "Check that it exists and that you may read it", error);
        }
    }

    /// <summary>Writes the description.</summary>
    /// <param name="path">The file, replaced as a whole.</param>
    public void Write(string path) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, DescriptionJson.Default.NetworkDescription));

    /// <summary>Builds the network, with first weights.</summary>
    /// <exception cref="ArgumentException">The library knows no network of that name.</exception>
    public Module Build() =>
        (ModelCatalog.Find(Model) ?? throw new ArgumentException($"There is no model '{Model}'.")).Build(Classes.Count, [.. Input]);
}

/// <summary>Reading and writing without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NetworkDescription))]
internal sealed partial class DescriptionJson : JsonSerializerContext;
