namespace Striate.Insight;

/// <summary>Which points are neighbours, and how much.</summary>
internal static class NeighbourGraph
{
    /// <summary>The neighbours of each point, in the order of their numbers.</summary>
    public static IEnumerable<(int Other, double Share)[]> ByPoint(Dictionary<(int A, int B), double> pairs, int count)
    {
        var lists = Enumerable.Range(0, count).Select(_ => new List<(int Other, double Share)>()).ToList();
        foreach (var ((a, b), share) in pairs)
        {
            lists[a].Add((b, share));
            lists[b].Add((a, share));
        }

        return lists.Select(list => list.OrderBy(neighbour => neighbour.Other).ToArray());
    }
}
