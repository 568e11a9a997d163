using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// An open file of named tensors: safetensors, a state dictionary that PyTorch's torch.save wrote, or NumPy's .npz and .npy.
/// Opening reads and checks what is said about them, and runs no code; each tensor is read from disk when asked for.
/// </summary>
/// <example><code>
/// using var file = WeightsFile.Open("resnet18-f37072fd.pth");
/// file["conv1.weight"].ReadFloats(weights);
/// </code></example>
public abstract class WeightsFile : IDisposable
{
    private readonly FileBytes _bytes;
    private readonly Dictionary<string, StoredTensor> _byName = new(StringComparer.Ordinal);
    private readonly List<StoredTensor> _tensors = [];

    private protected WeightsFile(FileBytes bytes) => _bytes = bytes;

    /// <summary>The file.</summary>
    public string FilePath => _bytes.FilePath;

    /// <summary>The tensors in the order of the file.</summary>
    public IReadOnlyList<StoredTensor> Tensors => _tensors;

    /// <summary>A tensor by its name.</summary>
    /// <param name="name">As in the file.</param>
    /// <exception cref="FileFormatException">There is none of that name.</exception>
    public StoredTensor this[string name] => Find(name)
        ?? throw Error($"holds no tensor {FileFormatException.Quote(name)} among its {Tensors.Count}", "Check that it belongs to this network.");

    /// <summary>Opens a file of any of the formats, which it tells by the contents; dispose it to close it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="FileFormatException">
    /// Of another format, cut short, or what it says of its tensors contradicts itself; a pickle that asks for anything but tensors
    /// and plain containers, which the message names.
    /// </exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static WeightsFile Open(string path) => Open<WeightsFile>(path, file =>
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(16, file.Length)];
        file.Read(0, start);
        return NumpyHeader.IsAt(start) ? NumpyFile.OfArray(file)
            : PyTorchFile.IsPickle(start) ? PyTorchFile.OfPickle(file)
            : ZipEntries.IsAt(start) ? OfArchive(new ZipEntries(file), file)
            : start.Length > 8 && start[8] == '{' ? new SafetensorsFile(file)
            : throw file.Error(
                $"{file.Length} bytes that are no weights", "Name a safetensors file, a .pt or .pth file that torch.save wrote, or a .npz or .npy file.");
    });

    /// <summary>A tensor by its name, or null.</summary>
    /// <param name="name">As in the file.</param>
    public StoredTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _bytes.Dispose();
        GC.SuppressFinalize(this);
    }

    internal FileFormatException Error(string what, string todo) => _bytes.Error(what, todo);

    /// <summary>Opens a file, and closes it again if reading fails.</summary>
    private protected static T Open<T>(string path, Func<FileBytes, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileBytes(path);
        try
        {
            return read(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private protected void Add(StoredTensor tensor)
    {
        if (!_byName.TryAdd(tensor.Name, tensor))
        {
            throw Error($"holds two tensors {FileFormatException.Quote(tensor.Name)}", "Store each under a name of its own.");
        }

        _tensors.Add(tensor);
    }

    private static WeightsFile OfArchive(ZipEntries entries, FileBytes file) =>
        PyTorchFile.IsIn(entries) ? PyTorchFile.OfArchive(entries, file) : NumpyFile.OfArchive(entries, file);
}
