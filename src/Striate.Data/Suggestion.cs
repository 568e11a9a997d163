namespace Striate.Data;

/// <summary>What somebody may have meant by an unknown name.</summary>
public static class Suggestion
{
    private const int ShortestBeginning = 3;

    /// <summary>The known name that is nearest, or null if none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>The first of those at the smallest <see cref="Distance"/>, if that is at most a third of the longer name, and 1 at least; else the longest
    /// of three letters or more with which the name begins, as "rand" of "randaugment".</returns>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        return known.Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(c => c.distance <= Math.Max(1, Math.Max(name.Length, c.candidate.Length) / 3))
            .OrderBy(c => c.distance)
            .FirstOrDefault().candidate
            ?? known.Where(candidate => candidate.Length >= ShortestBeginning && name.StartsWith(candidate, StringComparison.OrdinalIgnoreCase)).MaxBy(candidate => candidate.Length);
    }

    /// <summary>A sentence for an error: "Did you mean 'flip'?", or else "Known are: crop, flip." with all names.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">The names there are.</param>
    public static string For(string name, IReadOnlyCollection<string> known) =>
        Nearest(name, known) is { } nearest ? $"Did you mean '{nearest}'?" : $"Known are: {string.Join(", ", known)}.";

    /// <summary>A sentence for an error where there are many names: "The nearest are: features.3, features.0." with five of them; those that hold the name come first.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">The names there are.</param>
    public static string Nearby(string name, IReadOnlyCollection<string> known) =>
        $"The nearest are: {string.Join(", ", known.OrderByDescending(candidate => candidate.Contains(name, StringComparison.OrdinalIgnoreCase)).ThenBy(candidate => Distance(name, candidate)).Take(5))}.";

    /// <summary>
    /// How many letters to insert, delete, replace, or swap with a neighbour until one text is the other, upper and lower
    /// case alike (optimal string alignment; Damerau, Communications of the ACM, 1964).
    /// </summary>
    /// <param name="a">One text.</param>
    /// <param name="b">Another.</param>
    public static int Distance(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        (a, b) = (a.ToUpperInvariant(), b.ToUpperInvariant());

        // Three rows of the table: distances from the first i letters of a to the first j of b, for i, i − 1 and i − 2.
        var (row, above, twoAbove) = (Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1], new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            (row, above, twoAbove) = (twoAbove, row, above);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
                }
            }
        }

        return row[b.Length];
    }
}
