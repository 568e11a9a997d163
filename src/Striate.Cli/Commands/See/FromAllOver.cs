using Striate.Networks;

namespace Striate.Cli.Commands.See;

/// <summary>Some of many, spread evenly from the first to the last.</summary>
internal static class FromAllOver
{
    /// <summary>Convolutions of a network, from low to high.</summary>
    public static List<Module> Convolutions(Module network, int most)
    {
        var all = network.Modules().OfType<Conv2d>().ToList();
        return all.Count > 0
            ? [.. Places(all.Count, most).Select(place => all[place])]
            : throw new UsageException("The network has no convolutions. Name a layer; 'striate summary' lists them.");
    }

    /// <summary>Places from 0 to count − 1.</summary>
    public static IEnumerable<int> Places(int count, int most) => count <= most
        ? Enumerable.Range(0, count)
        : Enumerable.Range(0, most).Select(i => i * (count - 1) / (most - 1));
}
