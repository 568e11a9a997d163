namespace Striate.History;

/// <summary>Which maps of a layer see which maps of the layer before.</summary>
public sealed class ConnectionTable
{
    private ConnectionTable(int inMaps, IReadOnlyList<IReadOnlyList<int>> seen) => (InMaps, Seen) = (inMaps, seen);

    /// <summary>Maps of the layer before.</summary>
    public int InMaps { get; }

    /// <summary>For each map of the layer, which maps it sees, in rising order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Seen { get; }

    /// <summary>Pairs of maps that are connected: as many kernels the layer has.</summary>
    public int Count => Seen.Sum(maps => maps.Count);

    /// <summary>Whether every map sees every map.</summary>
    public bool IsFull => Count == InMaps * Seen.Count;

    /// <summary>Every map sees every map.</summary>
    /// <param name="inMaps">Maps of the layer before.</param>
    /// <param name="outMaps">Maps of the layer.</param>
    public static ConnectionTable Full(int inMaps, int outMaps) => new(inMaps, [.. Enumerable.Repeat<int[]>([.. Enumerable.Range(0, inMaps)], outMaps)]);

    /// <summary>A table.</summary>
    /// <param name="inMaps">Maps of the layer before.</param>
    /// <param name="seen">For each map of the layer, which maps it sees.</param>
    /// <exception cref="ArgumentException">A map sees nothing, a map twice, or one that does not exist.</exception>
    public static ConnectionTable Of(int inMaps, params IReadOnlyList<IReadOnlyList<int>> seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        for (var map = 0; map < seen.Count; map++)
        {
            if (seen[map].Count == 0 || seen[map].Distinct().Count() != seen[map].Count || seen[map].Any(from => (uint)from >= (uint)inMaps))
            {
                throw new ArgumentException($"Map {map} sees the maps {string.Join(", ", seen[map])}; expected at least one of 0 to {inMaps - 1}, each once.", nameof(seen));
            }
        }

        return new ConnectionTable(inMaps, [.. seen.Select(maps => maps.Order().ToArray())]);
    }
}
