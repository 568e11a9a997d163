using System.Numerics.Tensors;
using Striate.Tensors;
using Tensor = Striate.Tensors.Tensor;

namespace Striate.Insight;

/// <summary>
/// Finds nearest neighbours: every node has a point and a radius, and half of the points below it lie within. Yianilos, Data Structures and Algorithms
/// for Nearest Neighbor Search in General Metric Spaces, SODA 1993.
/// </summary>
public sealed class VantagePointTree
{
    private readonly float[] _points;
    private readonly int _length;
    private readonly int[] _order;
    private readonly float[] _radii;

    /// <summary>Builds the tree.</summary>
    /// <param name="points">Shape [N, D].</param>
    public VantagePointTree(Tensor points)
    {
        ArgumentNullException.ThrowIfNull(points);
        (_points, _length) = (points.ToArray(), points.Shape[1]);
        _order = [.. Enumerable.Range(0, points.Shape[0])];
        _radii = new float[_order.Length];
        var distances = new float[_order.Length];
        Build(0, _order.Length, distances);
    }

    /// <summary>The nearest of the other points, by Euclid's distance; of equally near ones the first.</summary>
    /// <param name="point">Which point.</param>
    /// <param name="count">How many, fewer than there are points.</param>
    /// <returns>The neighbours, nearest first.</returns>
    public IReadOnlyList<(int Point, float Distance)> Nearest(int point, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, _order.Length);
        var found = new List<(int Point, float Distance)>(count + 1);
        Search(0, _order.Length, point, count, found);
        return found;
    }

    // A node is a range of the order: its point, then those within its radius, then the others.
    private void Build(int first, int end, float[] distances)
    {
        if (end - first < 2)
        {
            return;
        }

        for (var i = first + 1; i < end; i++)
        {
            distances[i] = Distance(_order[first], _order[i]);
        }

        Array.Sort(distances, _order, first + 1, end - first - 1);
        var middle = Middle(first, end);
        _radii[first] = distances[middle - 1];
        Build(first + 1, middle, distances);
        Build(middle, end, distances);
    }

    private void Search(int first, int end, int point, int count, List<(int Point, float Distance)> found)
    {
        if (first >= end)
        {
            return;
        }

        var distance = Distance(_order[first], point);
        if (_order[first] != point)
        {
            Offer((_order[first], distance), count, found);
        }

        if (end - first == 1)
        {
            return;
        }

        var (middle, isWithin) = (Middle(first, end), distance <= _radii[first]);
        for (var side = 0; side < 2; side++)
        {
            var within = (side == 0) == isWithin;
            var reach = found.Count < count ? float.PositiveInfinity : found[^1].Distance;
            if (within && distance - reach <= _radii[first])
            {
                Search(first + 1, middle, point, count, found);
            }
            else if (!within && distance + reach >= _radii[first])
            {
                Search(middle, end, point, count, found);
            }
        }
    }

    private static void Offer((int Point, float Distance) candidate, int count, List<(int Point, float Distance)> found)
    {
        var place = found.Count;
        while (place > 0 && (found[place - 1].Distance, found[place - 1].Point).CompareTo((candidate.Distance, candidate.Point)) > 0)
        {
            place--;
        }

        if (place == count)
        {
            return;
        }

        found.Insert(place, candidate);
        if (found.Count > count)
        {
            found.RemoveAt(count);
        }
    }

    private static int Middle(int first, int end) => first + 1 + ((end - first) / 2);

    private float Distance(int a, int b) => TensorPrimitives.Distance<float>(_points.AsSpan(a * _length, _length), _points.AsSpan(b * _length, _length));
}
