using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Features as places in the plane.</summary>
/// <example><code>
/// var features = LayerFeatures.Of(net, loader.Epoch(0));
/// var places = PlaneEmbedding.Of(features, EmbeddingMethod.Umap);
/// </code></example>
public static class PlaneEmbedding
{
    // What neighbours are sought among: more components slow the search down and add noise.
    private const int Components = 50;

    /// <summary>How many steps a method has, for a progress bar.</summary>
    /// <param name="method">The method.</param>
    public static int StepsOf(EmbeddingMethod method) => method switch { EmbeddingMethod.TSne => 1000, EmbeddingMethod.Umap => 300, _ => 1 };

    /// <summary>Reduces features to the plane. Before t-SNE and UMAP come the first 50 principal components.</summary>
    /// <param name="features">Shape [N, D], N at least 5 and D at least 2.</param>
    /// <param name="method">How.</param>
    /// <param name="seed">Decides what is random; the same seed repeats bit for bit.</param>
    /// <param name="onStep">Is told after each step how many are done.</param>
    /// <param name="cancel">Ends it early, with the places as they are.</param>
    /// <returns>Shape [N, 2].</returns>
    public static Tensor Of(
        Tensor features, EmbeddingMethod method, ulong seed = 1, Action<int>? onStep = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (method == EmbeddingMethod.Pca)
        {
            return Pca.Of(features, seed: seed);
        }

        var reduced = features.Shape[1] > Components ? Pca.Of(features, Components, seed) : features;
        return method == EmbeddingMethod.TSne
            ? TSne.Of(reduced, onStep: onStep, cancel: cancel)
            : Umap.Of(reduced, seed: seed, onStep: onStep, cancel: cancel);
    }

    /// <summary>The share of points whose nearest neighbour has their label.</summary>
    /// <param name="places">Shape [N, D].</param>
    /// <param name="labels">One each.</param>
    public static double NeighbourAccuracy(Tensor places, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, places.Shape[0], nameof(labels));
        var tree = new VantagePointTree(places);
        return Enumerable.Range(0, labels.Count).Average(i => labels[tree.Nearest(i, 1)[0].Point] == labels[i] ? 1.0 : 0.0);
    }
}
