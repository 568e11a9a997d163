using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>
/// UMAP: places in the plane whose graph of neighbours is as that of the points, as far as it can be. McInnes, Healy and Melville, arXiv:1802.03426.
/// </summary>
/// <remarks>Neighbours attract each other as often as their edge is heavy, and each pushes some points drawn at random away; places at a distance d count as
/// joined by 1 / (1 + a·d²ᵇ). It starts from the principal components instead of eigenvectors of the graph.</remarks>
public static class Umap
{
    // The curve that is 1 up to a distance of 0.1 and falls as exp(0.1 − d) from there, fitted.
    private const double A = 1.577;
    private const double B = 0.8951;

    private const int Repulsions = 5;
    private const double MostMove = 4;
    private const double FirstSpread = 5;

    /// <summary>Finds the places.</summary>
    /// <param name="points">Shape [N, D], N at least 5.</param>
    /// <param name="neighbours">How many neighbours count: few show detail, many the whole.</param>
    /// <param name="epochs">How many times the heaviest edges pull.</param>
    /// <param name="seed">Decides whom points push away.</param>
    /// <param name="onStep">Is told after each epoch how many are done.</param>
    /// <param name="cancel">Ends it early, with the places as they are.</param>
    /// <returns>Shape [N, 2].</returns>
    public static Tensor Of(Tensor points, int neighbours = 15, int epochs = 300, ulong seed = 1, Action<int>? onStep = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Shape[0], 5, nameof(points));
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 2);
        var count = points.Shape[0];
        var graph = Graph(points, Math.Min(neighbours, count - 1));
        var heaviest = graph.Max(edges => edges.Max(edge => edge.Share));
        var places = Array.ConvertAll(PlaneStart.Of(points, FirstSpread), x => (double)x);
        var rng = new Rng(seed);
        for (var epoch = 0; epoch < epochs && !cancel.IsCancellationRequested; epoch++)
        {
            var rate = 1 - ((double)epoch / epochs);
            for (var i = 0; i < count; i++)
            {
                foreach (var (other, share) in graph[i])
                {
                    // An edge pulls in that share of the epochs which its weight is of the heaviest.
                    var turns = share / heaviest;
                    if ((int)(turns * (epoch + 1)) == (int)(turns * epoch))
                    {
                        continue;
                    }

                    Attract(places, i, other, rate);
                    for (var n = 0; n < Repulsions; n++)
                    {
                        Repel(places, i, rng.NextInt(count), rate);
                    }
                }
            }

            onStep?.Invoke(epoch + 1);
        }

        return Tensor.From(Array.ConvertAll(places, x => (float)x), [count, 2]);
    }

    // Weights from both sides are joined as the chances of "one or the other".
    private static (int Other, double Share)[][] Graph(Tensor points, int neighbours)
    {
        var (tree, count) = (new VantagePointTree(points), points.Shape[0]);
        var pairs = new Dictionary<(int, int), double>();
        for (var i = 0; i < count; i++)
        {
            var near = tree.Nearest(i, neighbours);
            var nearest = near.FirstOrDefault(n => n.Distance > 0).Distance;
            var width = Width([.. near.Select(n => Math.Max(0, (double)n.Distance - nearest))], Math.Log2(neighbours));
            foreach (var (other, distance) in near)
            {
                var weight = Math.Exp(-Math.Max(0, (double)distance - nearest) / width);
                var pair = (Math.Min(i, other), Math.Max(i, other));
                var known = pairs.GetValueOrDefault(pair);
                pairs[pair] = known + weight - (known * weight);
            }
        }

        return [.. NeighbourGraph.ByPoint(pairs, count)];
    }

    // σ, such that Σ exp(−d / σ) is the target.
    private static double Width(double[] distances, double target)
    {
        var (low, high, width) = (0.0, double.PositiveInfinity, 1.0);
        for (var turn = 0; turn < 64; turn++)
        {
            var sum = distances.Sum(distance => Math.Exp(-distance / width));
            if (Math.Abs(sum - target) < 1e-5)
            {
                break;
            }

            (low, high) = sum > target ? (low, width) : (width, high);
            width = double.IsInfinity(high) ? 2 * width : (low + high) / 2;
        }

        return Math.Max(width, 1e-3 * Math.Max(distances.Average(), 1e-12));
    }

    private static void Attract(double[] places, int i, int other, double rate)
    {
        var (dx, dy) = (places[2 * i] - places[2 * other], places[(2 * i) + 1] - places[(2 * other) + 1]);
        var square = (dx * dx) + (dy * dy);
        if (square == 0)
        {
            return;
        }

        var power = Math.Pow(square, B);
        var force = -2 * A * B * power / square / (1 + (A * power));
        var (moveX, moveY) = (rate * Limit(force * dx), rate * Limit(force * dy));
        (places[2 * i], places[(2 * i) + 1]) = (places[2 * i] + moveX, places[(2 * i) + 1] + moveY);
        (places[2 * other], places[(2 * other) + 1]) = (places[2 * other] - moveX, places[(2 * other) + 1] - moveY);
    }

    private static void Repel(double[] places, int i, int other, double rate)
    {
        var (dx, dy) = (places[2 * i] - places[2 * other], places[(2 * i) + 1] - places[(2 * other) + 1]);
        var square = (dx * dx) + (dy * dy);
        if (i == other || square == 0)
        {
            return;
        }

        var force = 2 * B / ((0.001 + square) * (1 + (A * Math.Pow(square, B))));
        places[2 * i] += rate * Limit(force * dx);
        places[(2 * i) + 1] += rate * Limit(force * dy);
    }

    private static double Limit(double move) => Math.Clamp(move, -MostMove, MostMove);
}
