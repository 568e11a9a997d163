using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class PlaneEmbeddingTests
{
    private const int Groups = 5;
    private const int Count = 200;

    [Theory]
    [InlineData(EmbeddingMethod.Pca, 0.6)]
    [InlineData(EmbeddingMethod.TSne, 0.98)]
    [InlineData(EmbeddingMethod.Umap, 0.98)]
    public void Of_GroupsFarApart_StayApart(EmbeddingMethod method, double least)
    {
        var (points, labels) = Grouped();
        var places = PlaneEmbedding.Of(points, method);
        Assert.Equal([Count, 2], places.Shape);
        Assert.InRange(PlaneEmbedding.NeighbourAccuracy(places, labels), least, 1);
    }

    [Theory]
    [InlineData(EmbeddingMethod.TSne)]
    [InlineData(EmbeddingMethod.Umap)]
    public void Of_SameSeed_SameBits(EmbeddingMethod method)
    {
        var (points, _) = Grouped();
        Assert.Equal(PlaneEmbedding.Of(points, method, seed: 3).ToArray(), PlaneEmbedding.Of(points, method, seed: 3).ToArray());
    }

    [Fact]
    public void NeighbourAccuracy_PointsOnALine_EachIsLeftOutOnce() =>
        Assert.Equal(0.8, PlaneEmbedding.NeighbourAccuracy(Tensor.From([0, 1, 2.5f, 4.5f, 5], [5, 1]), [0, 0, 1, 2, 2]), 9);

    [Fact]
    public void Pca_OfPointsOnALine_FindsTheLine()
    {
        var points = Tensor.From([.. Enumerable.Range(0, 5).SelectMany(i => new[] { 3f * i, 4f * i, 0f })], [5, 3]);
        var places = Pca.Of(points, 1).ToArray();
        Assert.Equal([10, 5, 0, 5, 10], places.Select(x => Math.Round(Math.Abs(x), 3)));
    }

    [Fact]
    public void Nearest_AnyPoints_AreThoseOfTryingAll()
    {
        var points = Tensor.Normal([137, 3], new Rng(5));
        var (numbers, tree) = (points.ToArray(), new VantagePointTree(points));
        for (var i = 0; i < 137; i++)
        {
            var all = Enumerable.Range(0, 137).Where(other => other != i).OrderBy(other => Enumerable.Range(0, 3).Sum(d => Math.Pow(numbers[(3 * i) + d] - numbers[(3 * other) + d], 2)));
            Assert.Equal(all.Take(7), tree.Nearest(i, 7).Select(near => near.Point));
        }
    }

    [Fact]
    public void Push_WithoutJoining_IsTheSumOverAll()
    {
        var rng = new Rng(2);
        var places = Enumerable.Range(0, 80).Select(_ => rng.NextNormal()).ToArray();
        var sum = new QuadTree(places).Push(0, theta: 0, out var x, out _);
        var (expected, expectedX) = (0.0, 0.0);
        for (var i = 1; i < 40; i++)
        {
            var (dx, dy) = (places[0] - places[2 * i], places[1] - places[(2 * i) + 1]);
            var q = 1 / (1 + (dx * dx) + (dy * dy));
            (expected, expectedX) = (expected + q, expectedX + (q * q * dx));
        }

        Assert.Equal(expected, sum, 9);
        Assert.Equal(expectedX, x, 9);
    }

    private static (Tensor Points, int[] Labels) Grouped()
    {
        var rng = new Rng(1);
        var centres = Enumerable.Range(0, Groups * 10).Select(_ => 4 * rng.NextNormal()).ToArray();
        var labels = Enumerable.Range(0, Count).Select(i => i % Groups).ToArray();
        return (Tensor.From([.. labels.SelectMany(g => Enumerable.Range(0, 10).Select(d => (float)(centres[(10 * g) + d] + rng.NextNormal())))], [Count, 10]), labels);
    }
}
