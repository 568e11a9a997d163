using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What a pickle of torch.save may name: tensors, their storages, and the containers that hold them.</summary>
internal sealed class PyTorchObjects : IPickleObjects
{
    private static readonly Dictionary<string, ElementType> Storages = new(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = ElementType.F64,
        ["FloatStorage"] = ElementType.F32,
        ["HalfStorage"] = ElementType.F16,
        ["BFloat16Storage"] = ElementType.BF16,
        ["LongStorage"] = ElementType.I64,
        ["IntStorage"] = ElementType.I32,
        ["ShortStorage"] = ElementType.I16,
        ["CharStorage"] = ElementType.I8,
        ["ByteStorage"] = ElementType.U8,
        ["BoolStorage"] = ElementType.BOOL,
    };

    private static readonly Dictionary<string, PickleFunction> Functions = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = new(ToDictionary),
        ["torch.Size"] = new(arguments => arguments is [object?[] sizes] ? sizes : throw Unlike("torch.Size")),
        ["torch._utils._rebuild_tensor"] = new(ToTensor),
        ["torch._utils._rebuild_tensor_v2"] = new(ToTensor),
        ["torch._utils._rebuild_parameter"] = new(arguments =>
            arguments is [PyTorchTensor tensor, ..] ? tensor : throw Unlike("torch._utils._rebuild_parameter")),
    };

    private readonly Dictionary<string, PyTorchStorage> _storages = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public object Find(string module, string name)
    {
        if (module == "torch" && Storages.TryGetValue(name, out var type))
        {
            return type;
        }

        return Functions.GetValueOrDefault($"{module}.{name}") ?? throw new InvalidDataException(
            $"the pickle asks for {FileFormatException.Quote($"{module}.{name}")}, and only tensors and plain containers are read");
    }

    /// <inheritdoc/>
    public object FindById(object? id)
    {
        // The sixth part, where there is one, would make it a view of another storage.
        if (id is not object?[] parts || parts is not ["storage", ElementType type, string key, _, >= 0L and long count, .. ([] or [null])])
        {
            throw new InvalidDataException("the pickle names something beside it that is no storage of a tensor");
        }

        var storage = new PyTorchStorage(type, key, count);
        _storages[key] = storage;
        return storage;
    }

    /// <summary>The storage of a key that the pickle has named, or null.</summary>
    public PyTorchStorage? FindStorage(string key) => _storages.GetValueOrDefault(key);

    // Python 2 gave the items along, as a list of pairs.
    private static PickleDictionary ToDictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        var items = arguments switch
        {
            [] => [],
            [List<object?> given] => given,
            _ => throw Unlike("collections.OrderedDict"),
        };
        foreach (var item in items)
        {
            dictionary.Add(item as object?[] ?? (item as List<object?>)?.ToArray() ?? throw Unlike("collections.OrderedDict"));
        }

        return dictionary;
    }

    private static PyTorchTensor ToTensor(object?[] arguments) =>
        arguments is [PyTorchStorage storage, long offset, object?[] sizes, object?[] strides, ..]
        && sizes.Length == strides.Length && sizes.Concat(strides).All(number => number is >= 0L) && offset >= 0
            ? new PyTorchTensor(storage, offset, [.. sizes.Cast<long>()], [.. strides.Cast<long>()])
            : throw Unlike("torch._utils._rebuild_tensor");

    private static InvalidDataException Unlike(string name) => new($"the pickle gives {name} other arguments than torch.save does");
}

/// <summary>Numbers that stand beside a pickle.</summary>
/// <param name="Type">Their type.</param>
/// <param name="Key">By which the pickle knows them.</param>
/// <param name="Count">How many.</param>
internal sealed record PyTorchStorage(ElementType Type, string Key, long Count);

/// <summary>A view of a storage.</summary>
/// <param name="Storage">The storage, which others may share.</param>
/// <param name="Offset">The place of its first number.</param>
/// <param name="Sizes">Its shape.</param>
/// <param name="Strides">Steps of the axes.</param>
internal sealed record PyTorchTensor(PyTorchStorage Storage, long Offset, long[] Sizes, long[] Strides);
