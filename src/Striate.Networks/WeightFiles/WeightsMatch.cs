using System.Text.RegularExpressions;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>How the tensors of a file and the weights of a network go together, by name and shape.</summary>
/// <remarks>
/// Counters of PyTorch's batch normalisation (num_batches_tracked), which nothing uses, are passed over. Where all names in the file
/// begin with "module." or "_orig_mod.", which PyTorch's wrappers DataParallel and compile put before them, and the network's do not,
/// they count without it. The dotted names of torchvision's published DenseNets ("denselayer1.norm.1.weight") count as those without that dot.
/// A file may lack an <see cref="AuxiliaryHead"/> as a whole, and FCN's second classifier, as only learning needs them: the head then keeps its
/// first weights. Where the network was built without its heads, those of the file are passed over.
/// </remarks>
public sealed partial class WeightsMatch
{
    private const string Counter = "num_batches_tracked";
    private const int MostNames = 5;

    private static readonly string[] Wrappers = ["module.", "_orig_mod."];

    private readonly Module _network;
    private readonly WeightsFile _file;
    private readonly Dictionary<string, StoredTensor> _fitting = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [], _unexpected = [];
    private readonly List<(string Name, Shape Stored, Shape Expected)> _otherShape = [];

    private WeightsMatch(Module network, WeightsFile file, Predicate<string> isForeign)
    {
        (_network, _file) = (network, file);
        var shapes = network.Parameters().Select(p => (p.Name, p.Parameter.Shape)).Concat(network.Buffers().Select(b => (b.Name, b.Tensor.Shape))).ToList();
        var stored = file.Tensors.Where(t => !isForeign(t.Name) && !t.Name.EndsWith(Counter, StringComparison.Ordinal)).ToList();
        var wrapper = Array.Find(Wrappers, prefix => stored.TrueForAll(t => Begins(t.Name, prefix)) && !shapes.Exists(s => Begins(s.Name, prefix))) ?? "";
        var left = stored.ToDictionary(t => t.Name[wrapper.Length..], StringComparer.Ordinal);
        foreach (var (name, shape) in shapes)
        {
            if (!left.Remove(name, out var tensor) && !left.Remove(OldDenseNet().Replace(name, "$1."), out tensor))
            {
                _missing.Add(name);
            }
            else if (tensor.Shape != shape)
            {
                _otherShape.Add((name, tensor.Shape, shape));
            }
            else
            {
                _fitting.Add(name, tensor);
            }
        }

        foreach (var prefix in network.Modules().SelectMany(AuxiliaryParts).Select(path => $"{path[network.Path.Length..].TrimStart('.')}.").ToList())
        {
            if (!stored.Exists(t => Begins(t.Name, wrapper + prefix)))
            {
                _missing.RemoveAll(name => Begins(name, prefix));
            }
            else if (!shapes.Exists(s => Begins(s.Name, prefix)))
            {
                left.Keys.Where(name => Begins(name, prefix)).ToList().ForEach(name => left.Remove(name));
            }
        }

        _unexpected.AddRange(left.Keys);
    }

    /// <summary>Names of the network that the file lacks.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Names of the file that the network does not have.</summary>
    public IReadOnlyList<string> Unexpected => _unexpected;

    /// <summary>What both have, in shapes that differ.</summary>
    public IReadOnlyList<(string Name, Shape Stored, Shape Expected)> OtherShape => _otherShape;

    /// <summary>Compares a file with a network; nothing is read but what the file says of its tensors.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file.</param>
    /// <param name="isForeign">Names in the file that belong to somebody else and are passed over; null for none.</param>
    public static WeightsMatch Of(Module network, WeightsFile file, Predicate<string>? isForeign = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(file);
        return new WeightsMatch(network, file, isForeign ?? (_ => false));
    }

    /// <summary>Whether the file holds all weights of the network and nothing else.</summary>
    /// <param name="mayDiffer">Names that may be of another shape all the same.</param>
    public bool Fits(Predicate<string> mayDiffer) => _missing.Count + _unexpected.Count == 0 && _otherShape.TrueForAll(item => mayDiffer(item.Name));

    /// <summary>Fails if the file does not hold all weights of the network, each with its shape, and nothing else.</summary>
    /// <param name="mayDiffer">Names that may be missing, unexpected or of another shape all the same; null for none.</param>
    /// <exception cref="FileFormatException">Names are missing, unexpected or of another shape; the message lists them.</exception>
    public void Check(Predicate<string>? mayDiffer = null)
    {
        var missing = _missing.Where(name => mayDiffer?.Invoke(name) != true).ToList();
        var misshapen = _otherShape.Where(item => mayDiffer?.Invoke(item.Name) != true).Select(item => $"{item.Name} {item.Stored}, expected {item.Expected}").ToList();
        var unexpected = _unexpected.Where(name => mayDiffer?.Invoke(name) != true).ToList();
        if (missing.Count + unexpected.Count + misshapen.Count > 0)
        {
            var parts = new[] { List("missing", missing), List("unexpected", unexpected), List("other shape", misshapen) }.Where(part => part.Length > 0);
            throw _file.Error($"holds weights of another network than {_network}: {string.Join("; ", parts)}", "Load it into the network that it was stored from.");
        }
    }

    /// <summary>Gives the network its weights.</summary>
    /// <param name="isLeftOut">Names of which nothing is asked and nothing is taken, as of a last layer that starts anew; null for none.</param>
    /// <exception cref="FileFormatException">Others are missing, unexpected or of another shape: the message lists them, and the network is
    /// unchanged. Or the file is shorter than it says.</exception>
    public void Load(Predicate<string>? isLeftOut = null)
    {
        Check(isLeftOut);
        foreach (var (name, parameter) in _network.Parameters())
        {
            if (_fitting.TryGetValue(name, out var stored) && isLeftOut?.Invoke(name) != true)
            {
                parameter.Load(stored.ReadFloats);
            }
        }

        foreach (var (name, buffer) in _network.Buffers())
        {
            if (_fitting.TryGetValue(name, out var stored) && isLeftOut?.Invoke(name) != true)
            {
                var values = new float[buffer.Length];
                stored.ReadFloats(values);
                buffer.CopyFrom(values);
            }
        }
    }

    private static IEnumerable<string> AuxiliaryParts(Module module) =>
        module is AuxiliaryHead ? [module.Path] : module.AuxiliaryParts.Select(name => $"{module.Path}.{name}".TrimStart('.'));

    private static bool Begins(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal);

    // The end of "denselayer1.norm" in "denselayer1.norm1.weight", after which the old names have a dot.
    [GeneratedRegex(@"(?<=denselayer\d+\.)(norm|relu|conv)(?=[12]\.)")]
    private static partial Regex OldDenseNet();

    private static string List(string what, List<string> names) =>
        names.Count == 0 ? "" : $"{what} {string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? $" and {names.Count - MostNames} more" : "")}";
}
