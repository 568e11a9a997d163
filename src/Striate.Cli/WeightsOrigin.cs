using Striate.Data;
using Striate.Networks;
using Striate.Tensors;
using Striate.Training;

namespace Striate.Cli;

/// <summary>Where weights lie, and what is known of the network that they belong to.</summary>
/// <param name="File">The file, by its full path.</param>
/// <param name="Description">What the run says that it stands in; null for a file from elsewhere.</param>
internal sealed record WeightsOrigin(string File, NetworkDescription? Description)
{
    private const string Described = "model.json";

    // Networks are near that have all but a quarter of the tensors.
    private const int MostDiffering = 4;

    // Of a run its own; else the one that fits the names and shapes in the file. Where several do, or none because its images are of another size than is
    // usual, the name with which the file's begins counts, as in "resnet18-f37072fd.pth".
    private string? Model
    {
        get
        {
            if (Description is not null)
            {
                return Description.Model;
            }

            using var file = WeightsFile.Open(File);
            var fitting = ModelCatalog.Recognize(file);
            var named = (fitting.Count > 0 ? fitting : ModelCatalog.All).Where(model => IsNamed(model.Name)).MaxBy(model => model.Name.Length);
            return (named ?? (fitting is [var first, ..] ? first : null))?.Name;
        }
    }

    /// <summary>Finds weights.</summary>
    /// <param name="path">A file, or the folder of a run, of which the newest count.</param>
    /// <exception cref="IOException">There are none.</exception>
    public static WeightsOrigin Find(string path)
    {
        if (Directory.Exists(path))
        {
            RunFolder.Check(path);
            path = Path.Combine(path, "newest.safetensors");
        }

        if (!System.IO.File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file of weights. Give a safetensors, .pt, .pth, .npz or .npy file, or a run folder.");
        }

        var file = Path.GetFullPath(path);
        var described = Path.Combine(Path.GetDirectoryName(file)!, Described);
        return new WeightsOrigin(file, System.IO.File.Exists(described) ? NetworkDescription.Read(described) : null);
    }

    /// <summary>The name of the network that they belong to.</summary>
    /// <param name="given">The name that the user gave, if any.</param>
    /// <exception cref="UsageException">There is no name.</exception>
    public string Network(string? given) => given ?? Model
        ?? throw new UsageException($"{File}: these are the weights of no network of the library at its usual size of images. Name it with --model; 'striate models' lists them.{Nearest()}");

    /// <summary>How their pictures were normalised: as the run says, else by what published weights expect, the numbers of ImageNet in colour and of MNIST in grey.</summary>
    /// <param name="channels">Channels of the pictures.</param>
    public Normalize Normalize(int channels) => Description is { } description
        ? new Normalize(description.Mean, description.Std)
        : Normalization.Usual(channels);

    // The network from which the file differs in the fewest tensors, if most are the same.
    private string Nearest()
    {
        using var file = WeightsFile.Open(File);
        var (name, differences) = ModelCatalog.All.Select(model => (model.Name, Differences: Differences(model, file))).MinBy(near => near.Differences.Count);
        return differences.Count <= file.Tensors.Count / MostDiffering ? $" Nearest is {name}, but {differences[0]}." : "";
    }

    private static List<string> Differences(ModelInfo model, WeightsFile file)
    {
        var (match, head) = (WeightsMatch.Of(model.Build(model.Classes, model.Input), file), model.Head(model.Input));
        return
        [
            .. match.OtherShape.Where(item => !head.Contains(item.Name)).Select(item => $"{item.Name} is {item.Stored}, expected {item.Expected}"),
            .. match.Missing.Select(missing => $"{missing} is missing"),
            .. match.Unexpected.Select(unexpected => $"{unexpected} is none of its names"),
        ];
    }

    private bool IsNamed(string model)
    {
        var name = Path.GetFileName(File);
        return name.StartsWith(model, StringComparison.OrdinalIgnoreCase) && (name.Length == model.Length || !char.IsAsciiLetterOrDigit(name[model.Length]));
    }
}
