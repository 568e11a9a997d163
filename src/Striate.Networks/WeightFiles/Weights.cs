using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Storing and loading the weights of a network, by name.</summary>
public static class Weights
{
    // Of what is read but not written.
    private static readonly string[] OtherEndings = [".pt", ".pth", ".th", ".npz", ".npy"];

    /// <summary>Everything that a network stores: parameters, then buffers.</summary>
    /// <param name="network">The network.</param>
    public static IEnumerable<(string Name, Tensor Tensor)> Of(Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Parameters().Select(p => (p.Name, p.Parameter.Value)).Concat(network.Buffers());
    }

    /// <summary>Stores a network's weights as safetensors. The file is replaced as a whole or not at all.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">Its name ends as that of a file in another format.</exception>
    public static void Save(Module network, string path)
    {
        if (OtherEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"{path}: weights are stored as safetensors. Name the file {Path.GetFileNameWithoutExtension(path)}.safetensors.", nameof(path));
        }

        SafetensorsFile.Write(path, Of(network));
    }

    /// <summary>Loads a network's weights from a file of any format that <see cref="WeightsFile"/> knows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The file is damaged, or its names or shapes are not the network's; the message lists them.
    /// The network is unchanged then.</exception>
    public static void Load(Module network, string path)
    {
        using var file = WeightsFile.Open(path);
        Load(network, file, _ => false);
    }

    /// <summary>Loads weights from an open file, past entries that belong to somebody else.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file.</param>
    /// <param name="isForeign">Names that are to be passed over.</param>
    /// <exception cref="FileFormatException">As of <see cref="Check"/>.</exception>
    public static void Load(Module network, WeightsFile file, Predicate<string> isForeign) => WeightsMatch.Of(network, file, isForeign).Load();

    /// <summary>Fails if a file does not hold the weights of a network, each with its shape.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file.</param>
    /// <param name="isForeign">Names that are to be passed over.</param>
    /// <exception cref="FileFormatException">Names are missing, unexpected or of another shape; the message lists them.</exception>
    public static void Check(Module network, WeightsFile file, Predicate<string> isForeign) => WeightsMatch.Of(network, file, isForeign).Check();
}
