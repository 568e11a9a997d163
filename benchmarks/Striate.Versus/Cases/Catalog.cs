using System.IO.Enumeration;

namespace Striate.Versus.Cases;

/// <summary>All cases, in the order in which they are run.</summary>
internal static class Catalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        .. MatrixProducts.Cases(),
        .. Convolutions.Cases(),
        .. Pooling.Cases(),
        .. Normalization.Cases(),
        .. MemoryBound.Cases(),
        .. Training.Cases(),
        .. Inference.Cases(),
    ];

    /// <summary>Those whose names match.</summary>
    /// <param name="patterns">Names, with * for any letters, separated by commas.</param>
    /// <param name="unknown">The first of them that matches none; null where all match.</param>
    public static IReadOnlyList<Case> Select(string patterns, out string? unknown)
    {
        var wanted = patterns.Split(',', StringSplitOptions.TrimEntries);
        unknown = wanted.FirstOrDefault(pattern => !All.Any(work => Matches(pattern, work)));
        return [.. All.Where(work => wanted.Any(pattern => Matches(pattern, work)))];
    }

    private static bool Matches(string pattern, Case work) => FileSystemName.MatchesSimpleExpression(pattern, work.Name);
}
