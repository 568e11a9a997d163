namespace Striate.Networks;

/// <summary>A dictionary out of a pickle, with its items in their order; keys are any values.</summary>
internal sealed class PickleDictionary
{
    // A list and no table: a hostile file could choose keys that make a table slow.
    private readonly List<(object? Key, object? Value)> _items = [];

    /// <summary>The items; of a key that was set twice, the last one counts.</summary>
    public IReadOnlyList<(object? Key, object? Value)> Items => _items;

    /// <summary>Adds items.</summary>
    /// <param name="pairs">Key, value, key, value, and so on.</param>
    /// <exception cref="InvalidDataException">A key without a value.</exception>
    public void Add(object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw new InvalidDataException("the pickle is damaged");
        }

        for (var i = 0; i < pairs.Length; i += 2)
        {
            _items.Add((pairs[i], pairs[i + 1]));
        }
    }

    /// <summary>The value of a text, or null.</summary>
    public object? Find(string key) => _items.LastOrDefault(item => item.Key is string text && text == key).Value;
}
