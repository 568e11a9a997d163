using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Storing and loading the weights of a network, by name.</summary>
public static class Weights
{
    // Counted by PyTorch's batch normalisation, used by nothing: published files carry it.
    private const string IgnoredSuffix = "num_batches_tracked";

    private const int MostNames = 5;

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
    public static void Save(Module network, string path) => SafetensorsFile.Write(path, Of(network));

    /// <summary>Loads a network's weights from a safetensors file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The file is damaged, or its names or shapes are not the network's; the message lists them.
    /// The network is unchanged then.</exception>
    public static void Load(Module network, string path)
    {
        using var file = SafetensorsFile.Read(path);
        Load(network, file, _ => false);
    }

    /// <summary>Loads weights from an open file, past entries that belong to somebody else.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file.</param>
    /// <param name="isForeign">Names that are to be passed over.</param>
    public static void Load(Module network, SafetensorsFile file, Predicate<string> isForeign)
    {
        Check(network, file, isForeign);
        foreach (var (name, parameter) in network.Parameters())
        {
            parameter.Load(values => file[name].ReadFloats(values));
        }

        foreach (var (name, buffer) in network.Buffers())
        {
            var values = new float[buffer.Length];
            file[name].ReadFloats(values);
            buffer.CopyFrom(values);
        }
    }

    /// <summary>Fails if a file does not hold the weights of a network, each with its shape.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file.</param>
    /// <param name="isForeign">Names that are to be passed over.</param>
    /// <exception cref="FileFormatException">Names are missing, unexpected or of another shape; the message lists them.</exception>
    public static void Check(Module network, SafetensorsFile file, Predicate<string> isForeign)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(isForeign);
        var shapes = network.Parameters().Select(p => (p.Name, p.Parameter.Shape))
            .Concat(network.Buffers().Select(b => (b.Name, b.Tensor.Shape)))
            .ToDictionary(entry => entry.Name, entry => entry.Shape);
        var present = file.Tensors.Where(t => !isForeign(t.Name) && !t.Name.EndsWith(IgnoredSuffix, StringComparison.Ordinal)).ToList();
        var missing = shapes.Keys.Except(present.Select(t => t.Name)).ToList();
        var unexpected = present.Select(t => t.Name).Except(shapes.Keys).ToList();
        var misshapen = present.Where(t => shapes.TryGetValue(t.Name, out var shape) && t.Shape != shape)
            .Select(t => $"{t.Name} {t.Shape}, expected {shapes[t.Name]}").ToList();
        if (missing.Count + unexpected.Count + misshapen.Count > 0)
        {
            var parts = new[] { List("missing", missing), List("unexpected", unexpected), List("other shape", misshapen) }.Where(part => part.Length > 0);
            throw new FileFormatException(
                file.FilePath, $"holds weights of another network than {network}: {string.Join("; ", parts)}", "Load it into the network that it was stored from.");
        }
    }

    private static string List(string what, List<string> names) =>
        names.Count == 0 ? "" : $"{what} {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? $" and {names.Count - MostNames} more" : "")}";
}
