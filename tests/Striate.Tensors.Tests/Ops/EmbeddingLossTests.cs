using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

/// <summary>Losses of embeddings, and the distances and cosines that they are made of.</summary>
public class EmbeddingLossTests
{
    [Fact]
    public void TripletMargin_Gradients_EqualFiniteDifferences() => Run(
        [Random([5, 4], 1), Random([5, 4], 2), Random([5, 4], 3)],
        i => Ops.TripletMargin(i[0], i[1], i[2], 0.5),
        i => [PointwiseLossKernel.Reference.Forward((x, t) => PointwiseLossKernel.Reference.Margin(x, t, 0.5), Distances(i[0], i[1]), Distances(i[0], i[2]), 0.2)]);

    [Fact]
    public void Contrastive_Gradients_EqualFiniteDifferences() => Run(
        [Random([5, 4], 1), Random([5, 4], 2)],
        i => Ops.Contrastive(i[0], i[1], Tensor.From([1, 0, 0, 1, 0], [5]), 2),
        i => [PointwiseLossKernel.Reference.Forward((x, t) => PointwiseLossKernel.Reference.Contrastive(x, t, 2), Distances(i[0], i[1]), [1.0, 0, 0, 1, 0], 0.2)]);

    [Fact]
    public void CosineEmbedding_Gradients_EqualFiniteDifferences() => Run(
        [Random([5, 4], 1), Random([5, 4], 2)],
        i => Ops.CosineEmbedding(i[0], i[1], Tensor.From([1, -1, -1, 1, -1], [5]), -0.5),
        i =>
        {
            var cosines = new double[5];
            CosineSimilarityKernel.Reference.Forward(5, 4, i[0], i[1], 1e-8, cosines);
            return [PointwiseLossKernel.Reference.Forward((x, t) => PointwiseLossKernel.Reference.Cosine(x, t, -0.5), cosines, [1.0, -1, -1, 1, -1], 0.2)];
        });

    [Fact]
    public void PairwiseDistance_Gradients_EqualFiniteDifferences() => Run(
        [Random([5, 4], 1), Random([5, 4], 2)], i => Ops.PairwiseDistance(i[0], i[1]), i => Distances(i[0], i[1]));

    [Fact]
    public void CosineSimilarity_Gradients_EqualFiniteDifferences() => Run([Random([5, 4], 1), Random([5, 4], 2)], i => Ops.CosineSimilarity(i[0], i[1]), i =>
    {
        var y = new double[5];
        CosineSimilarityKernel.Reference.Forward(5, 4, i[0], i[1], 1e-8, y);
        return y;
    });

    [Fact]
    public void PairsOfNeitherKind_SayWhich()
    {
        var rows = Tensor.Zeros([2, 3]);
        Assert.Equal(
            "isAlike is 0 at 1, expected 1 for pairs of one kind or -1 for others.",
            Assert.Throws<ShapeException>(() => Ops.CosineEmbedding(rows, rows, Tensor.From([1, 0], [2]))).Message);
        Assert.Equal(
            "isAlike is -1 at 0, expected 1 for pairs of one kind or 0 for others.",
            Assert.Throws<ShapeException>(() => Ops.Contrastive(rows, rows, Tensor.From([-1, 1], [2]))).Message);
    }

    [Fact]
    public void NormalizeRows_Gradient_EqualsFiniteDifferences() => Run([Random([5, 4], 1)], i => Ops.NormalizeRows(i[0]), i =>
    {
        var y = new double[20];
        NormalizeRowsKernel.Reference.Forward(5, 4, i[0], 1e-12, y);
        return y;
    });

    [Fact]
    public void ArcFace_Gradient_EqualsFiniteDifferences()
    {
        int[] labels = [3, 0, 2];
        Run([Random([3, 4], 1, 0.9f)], i => Ops.ArcFace(i[0], labels, 0.5, 8), i =>
        {
            var y = new double[12];
            ArcFaceKernel.Reference.Forward(3, 4, new ArcFaceSettings(0.5, 8), i[0], labels, y);
            return y;
        });
    }

    [Fact]
    public void PairwiseDistance_OtherShapes_SaysWhatItTakes()
    {
        Assert.Equal(
            "[2, 3] and [3, 2], expected [N, D] twice: a row for each sample.",
            Assert.Throws<ShapeException>(() => Ops.PairwiseDistance(Tensor.Zeros([2, 3]), Tensor.Zeros([3, 2]))).Message);
        Assert.EndsWith(
            "Put a Flatten before it.",
            Assert.Throws<ShapeException>(() => Ops.NormalizeRows(Tensor.Zeros([2, 3, 1, 1]))).Message, StringComparison.Ordinal);
    }

    private static double[] Distances(double[] a, double[] b)
    {
        var y = new double[5];
        PairwiseDistanceKernel.Reference.Forward(5, 4, a, b, 1e-6, y);
        return y;
    }
}
