using Striate.Tensors;

namespace Striate.Insight;

/// <summary>
/// t-SNE: places in the plane where near points stay neighbours. Van der Maaten and Hinton, JMLR 9, 2008; with the tree of Barnes and Hut: van der
/// Maaten, JMLR 15, 2014.
/// </summary>
/// <remarks>It makes Σ p·log(p / q) small, where p falls with the distance of the points as a normal distribution whose width gives each point the
/// same perplexity, and q with that of the places as 1 / (1 + d²).</remarks>
public static class TSne
{
    private const int ExaggeratedSteps = 250;
    private const double Exaggeration = 12;
    private const double FirstSpread = 1e-4;
    private const double LeastGain = 0.01;

    /// <summary>Finds the places.</summary>
    /// <param name="points">Shape [N, D], N at least 5.</param>
    /// <param name="perplexity">How many neighbours count, about; made smaller for very few points.</param>
    /// <param name="steps">How many times the places move; the first quarter of 1,000 pull neighbours together harder.</param>
    /// <param name="theta">How coarsely far places are joined: 0 for not at all.</param>
    /// <param name="onStep">Is told after each step how many are done.</param>
    /// <param name="cancel">Ends it early, with the places as they are.</param>
    /// <returns>Shape [N, 2]. It starts from the principal components, so that nothing is random.</returns>
    public static Tensor Of(
        Tensor points, double perplexity = 30, int steps = 1000, double theta = 0.5, Action<int>? onStep = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Shape[0], 5, nameof(points));
        ArgumentOutOfRangeException.ThrowIfLessThan(perplexity, 1);
        var count = points.Shape[0];
        perplexity = Math.Min(perplexity, (count - 1) / 3.0);
        var neighbours = Neighbours(points, perplexity);
        var places = Array.ConvertAll(PlaneStart.Of(points, FirstSpread), x => (double)x);
        var (moves, gains) = (new double[places.Length], new double[places.Length]);
        var (pull, push) = (new double[places.Length], new double[places.Length]);
        Array.Fill(gains, 1);
        var rate = Math.Max(count / Exaggeration / 4, 50) * 4;
        for (var step = 0; step < steps && !cancel.IsCancellationRequested; step++)
        {
            var isEarly = step < Math.Min(ExaggeratedSteps, steps / 4);
            Pull(neighbours, places, pull);
            var tree = new QuadTree(places);
            var sum = 0.0;
            for (var i = 0; i < count; i++)
            {
                sum += tree.Push(i, theta, out push[2 * i], out push[(2 * i) + 1]);
            }

            var (factor, momentum) = (isEarly ? Exaggeration : 1, isEarly ? 0.5 : 0.8);
            for (var i = 0; i < places.Length; i++)
            {
                var gradient = (factor * pull[i]) - (push[i] / sum);
                gains[i] = gradient * moves[i] < 0 ? gains[i] + 0.2 : Math.Max(gains[i] * 0.8, LeastGain);
                moves[i] = (momentum * moves[i]) - (rate * gains[i] * gradient);
                places[i] += moves[i];
            }

            onStep?.Invoke(step + 1);
        }

        return Tensor.From(Array.ConvertAll(places, x => (float)x), [count, 2]);
    }

    // Of each point the others that count, with p: both ways' shares are added, and sum to 1 over all.
    private static (int Other, double Share)[][] Neighbours(Tensor points, double perplexity)
    {
        var (tree, count) = (new VantagePointTree(points), points.Shape[0]);
        var shares = new Dictionary<(int, int), double>();
        for (var i = 0; i < count; i++)
        {
            var near = tree.Nearest(i, Math.Min(count - 1, (int)(3 * perplexity)));
            var weights = Weights([.. near.Select(n => (double)n.Distance * n.Distance)], Math.Log(perplexity));
            foreach (var ((other, _), weight) in near.Zip(weights))
            {
                var pair = (Math.Min(i, other), Math.Max(i, other));
                shares[pair] = shares.GetValueOrDefault(pair) + (weight / (2.0 * count));
            }
        }

        return [.. NeighbourGraph.ByPoint(shares, count)];
    }

    // exp(−β·d²), summing to 1, with β such that the entropy is that of the perplexity.
    private static double[] Weights(double[] squares, double entropy)
    {
        var (low, high, beta) = (0.0, double.PositiveInfinity, 1 / Math.Max(squares.Average(), 1e-30));
        var weights = new double[squares.Length];
        for (var turn = 0; turn < 60; turn++)
        {
            var sum = 0.0;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] = Math.Exp(-beta * (squares[i] - squares[0]));
                sum += weights[i];
            }

            var found = 0.0;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] /= sum;
                found -= weights[i] > 0 ? weights[i] * Math.Log(weights[i]) : 0;
            }

            if (Math.Abs(found - entropy) < 1e-5)
            {
                break;
            }

            (low, high) = found > entropy ? (beta, high) : (low, beta);
            beta = double.IsInfinity(high) ? 2 * beta : (low + high) / 2;
        }

        return weights;
    }

    private static void Pull((int Other, double Share)[][] neighbours, double[] places, double[] pull)
    {
        for (var i = 0; i < neighbours.Length; i++)
        {
            var (x, y) = (0.0, 0.0);
            foreach (var (other, share) in neighbours[i])
            {
                var (dx, dy) = (places[2 * i] - places[2 * other], places[(2 * i) + 1] - places[(2 * other) + 1]);
                var force = share / (1 + (dx * dx) + (dy * dy));
                (x, y) = (x + (force * dx), y + (force * dy));
            }

            (pull[2 * i], pull[(2 * i) + 1]) = (x, y);
        }
    }
}
