namespace Striate.Networks;

/// <summary>Finds the weights among what torch.save wrote: the dictionary by itself, or beside an epoch, an optimiser and so on.</summary>
internal static class StateDictionary
{
    private const int Deepest = 4;

    private static readonly string[] Usual = ["state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params"];

    /// <summary>The tensors with their names; null where there is no dictionary that holds some.</summary>
    /// <param name="root">The value of a pickle.</param>
    public static IReadOnlyDictionary<string, PyTorchTensor>? Find(object? root) => Find(root, Deepest, []);

    // A dictionary may hold itself, or the same one many times.
    private static Dictionary<string, PyTorchTensor>? Find(object? value, int depth, HashSet<PickleDictionary> seen)
    {
        if (value is not PickleDictionary dictionary || depth == 0 || !seen.Add(dictionary))
        {
            return null;
        }

        foreach (var key in Usual)
        {
            if (Find(dictionary.Find(key), depth - 1, seen) is { } found)
            {
                return found;
            }
        }

        var tensors = new Dictionary<string, PyTorchTensor>(StringComparer.Ordinal);
        foreach (var (key, item) in dictionary.Items)
        {
            if (key is string name && item is PyTorchTensor tensor)
            {
                tensors[name] = tensor;
            }
        }

        return tensors.Count > 0 ? tensors : null;
    }
}
