using Striate.Networks;

namespace Striate.Insight;

/// <summary>Some of many, spread evenly from the first to the last.</summary>
public static class FromAllOver
{
    /// <summary>Convolutions of a network, from low to high; none where it has none.</summary>
    /// <param name="network">The network.</param>
    /// <param name="most">How many at most, 2 or more.</param>
    public static IReadOnlyList<Conv2d> Convolutions(Module network, int most)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Of([.. network.Modules().OfType<Conv2d>()], most);
    }

    /// <summary>Some of a list.</summary>
    /// <typeparam name="T">Of what.</typeparam>
    /// <param name="all">The list.</param>
    /// <param name="most">How many at most, 2 or more.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> all, int most)
    {
        ArgumentNullException.ThrowIfNull(all);
        return [.. Places(all.Count, most).Select(place => all[place])];
    }

    /// <summary>Places from 0 to count − 1.</summary>
    /// <param name="count">Of how many.</param>
    /// <param name="most">How many at most, 2 or more.</param>
    public static IEnumerable<int> Places(int count, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        return count <= most ? Enumerable.Range(0, count) : Enumerable.Range(0, most).Select(i => i * (count - 1) / (most - 1));
    }
}
