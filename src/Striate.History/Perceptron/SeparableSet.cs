using Striate.Kernels;

namespace Striate.History;

/// <summary>Points on two sides of a plane, with room between them: what the convergence theorem speaks of.</summary>
/// <param name="List">The points, and whether they lie on the upper side.</param>
/// <param name="Radius">R, the length of the longest point, the input of the threshold included.</param>
/// <param name="Margin">γ, the distance of the nearest point from the plane by which they were drawn.</param>
internal sealed record SeparableSet(IReadOnlyList<(float[] X, bool IsUpper)> List, double Radius, double Margin)
{
    /// <summary>The most mistakes that the theorem allows, (R / γ)².</summary>
    public double MostMistakes => Math.Pow(Radius / Margin, 2);

    /// <summary>Draws points from a cube, and leaves out those that lie nearer to the plane than the margin.</summary>
    /// <param name="dimensions">Numbers of a point.</param>
    /// <param name="count">How many points.</param>
    /// <param name="margin">The least distance from the plane.</param>
    /// <param name="seed">Equal seeds give equal points.</param>
    public static SeparableSet Draw(int dimensions, int count, double margin, ulong seed)
    {
        var rng = new Rng(seed);
        var plane = Enumerable.Range(0, dimensions + 1).Select(_ => rng.NextNormal()).ToArray();
        var length = Math.Sqrt(plane.Sum(u => u * u));
        var (list, longest, nearest) = (new List<(float[], bool)>(), 0.0, double.PositiveInfinity);
        while (list.Count < count)
        {
            var x = Enumerable.Range(0, dimensions).Select(_ => rng.NextFloat(-1, 1)).ToArray();
            var distance = (plane[dimensions] + x.Select((value, i) => value * plane[i]).Sum()) / length;
            if (Math.Abs(distance) >= margin)
            {
                list.Add((x, distance > 0));
                (longest, nearest) = (Math.Max(longest, 1 + x.Sum(value => (double)value * value)), Math.Min(nearest, Math.Abs(distance)));
            }
        }

        return new SeparableSet(list, Math.Sqrt(longest), nearest);
    }
}
