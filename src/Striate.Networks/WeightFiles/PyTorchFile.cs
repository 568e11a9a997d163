using System.Buffers.Binary;
using System.Text;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A state dictionary that torch.save wrote: an archive of data.pkl and of the storages as they are (since PyTorch 1.6), or the
/// older form, five pickles and then the storages. Tensors may be views, and share storages.
/// </summary>
internal sealed class PyTorchFile : WeightsFile
{
    private const string Index = "data.pkl";
    private const string Todo = "Load it in PyTorch and store its weights anew: torch.save(model.state_dict(), path).";
    private const string Damage = "It was cut short or corrupted; fetch or save it again.";

    // What torch.save writes first of all in the older form: a pickle of this number.
    private static readonly byte[] Magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    private PyTorchFile(FileBytes file)
        : base(file)
    {
    }

    private delegate (StoredBytes Bytes, long Position, long Length)? Locate(PyTorchStorage storage);

    /// <summary>Whether a file that begins so is of the older form.</summary>
    public static bool IsPickle(ReadOnlySpan<byte> start) => start.Length > 2 && start[0] == 0x80 && start[2..].StartsWith(Magic);

    /// <summary>Whether an archive is of the newer form.</summary>
    public static bool IsIn(ZipEntries entries) => entries.Names.Any(IsIndex);

    /// <summary>Reads the newer form.</summary>
    /// <exception cref="FileFormatException">It is damaged, or holds something other than tensors and plain containers.</exception>
    public static PyTorchFile OfArchive(ZipEntries entries, FileBytes file)
    {
        var index = entries.Names.First(IsIndex);
        var folder = index[..^Index.Length];
        var objects = new PyTorchObjects();
        var root = Read(file, () =>
        {
            var pickle = entries.Find(index)!;
            pickle.Check();
            using var stream = pickle.OpenStream();
            return new PickleReader(stream, objects).Read();
        });
        var order = entries.Find($"{folder}byteorder") is { Length: < 16 } entry ? ReadText(entry) : "";
        var opened = new PyTorchFile(file);
        opened.AddTensors(root, order == "big", storage => entries.Find($"{folder}data/{storage.Key}") is not { } bytes ? null
            : bytes.IsPacked ? throw file.Error($"the storage {FileFormatException.Quote(storage.Key)} is packed, and torch.save stores them as they are", Todo)
            : (bytes, 0, bytes.Length));
        return opened;
    }

    /// <summary>Reads the older form.</summary>
    /// <exception cref="FileFormatException">As of <see cref="OfArchive"/>.</exception>
    public static PyTorchFile OfPickle(FileBytes file)
    {
        var objects = new PyTorchObjects();
        var places = new Dictionary<string, (StoredBytes, long, long)?>(StringComparer.Ordinal);
        var isBigEndian = false;
        var root = Read(file, () =>
        {
            var (_, _, system) = (Next(), Next(), Next());
            isBigEndian = (system as PickleDictionary)?.Find("little_endian") is false;
            var value = Next();
            FindStorages(Next() as List<object?>, file.Stream.Position);
            return value;

            object? Next() => new PickleReader(file.Stream, objects).Read();
        });
        var opened = new PyTorchFile(file);
        opened.AddTensors(root, isBigEndian, storage => places.GetValueOrDefault(storage.Key));
        return opened;

        // Each one is a number of elements in 8 bytes, and the elements.
        void FindStorages(List<object?>? keys, long position)
        {
            Span<byte> count = stackalloc byte[sizeof(long)];
            foreach (var key in keys ?? throw new InvalidDataException("the list of storages is missing"))
            {
                var storage = key is string name ? objects.FindStorage(name) : null;
                if (storage is null || file.Length - position < count.Length)
                {
                    throw new InvalidDataException("the list of storages does not fit what follows");
                }

                file.Read(position, count);
                position += count.Length;
                var room = (file.Length - position) / storage.Type.Size();
                var length = Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(count), 0, room) * storage.Type.Size();
                places[storage.Key] = (file, position, length);
                position += length;
            }
        }
    }

    private static bool IsIndex(string name) => name == Index || (name.EndsWith($"/{Index}", StringComparison.Ordinal) && name.Count(c => c == '/') == 1);

    private static object? Read(FileBytes file, Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw file.Error(error.Message, Todo, error);
        }
        catch (Exception error) when (ZipBytes.IsDamage(error))
        {
            throw file.Error("ends in the middle of what torch.save wrote", Damage, error);
        }
    }

    private static string ReadText(StoredBytes bytes)
    {
        var text = new byte[bytes.Length];
        bytes.Read(0, text);
        return Encoding.UTF8.GetString(text);
    }

    private void AddTensors(object? root, bool isBigEndian, Locate locate)
    {
        var tensors = StateDictionary.Find(root) ?? throw Error("holds no dictionary of tensors", Todo);
        foreach (var (name, tensor) in tensors)
        {
            var who = $"tensor {FileFormatException.Quote(name)}";
            var type = tensor.Storage.Type;
            var (bytes, position, length) = locate(tensor.Storage)
                ?? throw Error($"{who} lies in the storage {FileFormatException.Quote(tensor.Storage.Key)}, which is not there", Damage);
            var layout = Layout(tensor, who);
            if (tensor.Offset > length / type.Size() - layout.Extent)
            {
                throw Error($"{who} {layout.Shape} of {type} reaches beyond the {length} bytes of its storage", Damage);
            }

            Add(new StoredTensor(name, type, layout, bytes, position + (tensor.Offset * type.Size())) { IsBigEndian = isBigEndian });
        }
    }

    private StoredLayout Layout(PyTorchTensor tensor, string who)
    {
        try
        {
            var layout = new StoredLayout(Shape.Of([.. tensor.Sizes.Select(size => checked((int)size))]), tensor.Strides);
            return layout.Extent >= 0 ? layout : throw new OverflowException();
        }
        catch (Exception error) when (error is ShapeException or OverflowException)
        {
            throw Error($"{who} has the shape [{string.Join(", ", tensor.Sizes.Take(Shape.MaxRank))}] of more than {Shape.MaxRank} axes or {Array.MaxLength} numbers", Todo);
        }
    }
}
