using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

/// <summary>Distances, cosines and lengths of rows.</summary>
public class RowKernelTests
{
    private const double Step = 1e-6;

    private delegate void Rows(ReadOnlySpan<double> a, Span<double> y);

    [Fact]
    public void AllThree_OddSizes_EqualReference()
    {
        foreach (var columns in Compare.OddSizes.Where(size => size > 1))
        {
            foreach (var rows in new[] { 0, 1, 5 })
            {
                var (a, b, dy) = (Guarded.Numbers(rows * columns, 1), Guarded.Numbers(rows * columns, 2), Guarded.Numbers(rows, 3));
                var wide = Compare.Widen(b);
                Check(
                    rows, a, dy,
                    (x, y) => PairwiseDistanceKernel.Reference.Forward(rows, columns, x, wide, 1e-3, y),
                    y => PairwiseDistanceKernel.Forward(rows, columns, a, b, 1e-3f, y),
                    (y, da) => PairwiseDistanceKernel.Backward(rows, columns, a, b, 1e-3f, y, dy, da));
                Check(
                    rows, a, dy,
                    (x, y) => CosineSimilarityKernel.Reference.Forward(rows, columns, x, wide, 1e-8, y),
                    y => CosineSimilarityKernel.Forward(rows, columns, a, b, 1e-8f, y),
                    (y, da) => CosineSimilarityKernel.Backward(rows, columns, a, b, 1e-8f, y, dy, da));
                var gradient = Guarded.Numbers(rows * columns, 4);
                Check(
                    a.Length, a, gradient,
                    (x, y) => NormalizeRowsKernel.Reference.Forward(rows, columns, x, 1e-12, y),
                    y => NormalizeRowsKernel.Forward(rows, columns, a, 1e-12f, y),
                    (_, da) => NormalizeRowsKernel.Backward(rows, columns, a, 1e-12f, gradient, da));
            }
        }
    }

    [Fact]
    public void AllThree_RowsOfZeros_StayFinite()
    {
        var (y, d) = (new float[2], new float[2]);
        PairwiseDistanceKernel.Forward(1, 2, [1, 2], [1, 2], 0, y.AsSpan(0, 1));
        PairwiseDistanceKernel.Backward(1, 2, [1, 2], [1, 2], 0, y.AsSpan(0, 1), [1], d);
        Assert.Equal([0, 0, 0], [y[0], .. d]);
        CosineSimilarityKernel.Forward(1, 2, [0, 0], [3, 4], 0.5f, y.AsSpan(0, 1));
        CosineSimilarityKernel.Backward(1, 2, [0, 0], [3, 4], 0.5f, y.AsSpan(0, 1), [1], d);
        Assert.Equal([0, 1.2f, 1.6f], [y[0], .. d]);
        NormalizeRowsKernel.Forward(1, 2, [0, 0], 0.5f, y);
        NormalizeRowsKernel.Backward(1, 2, [0, 0], 0.5f, [1, 2], d);
        Assert.Equal([0, 0, 2, 4], [.. y, .. d]);
    }

    [Fact]
    public void AllThree_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (a, b, y, d) = (Guarded.Numbers(60_000, 1), Guarded.Numbers(60_000, 2), new float[600], new float[60_000]);
        CosineSimilarityKernel.Forward(600, 100, a, b, 1e-8f, y);
        CosineSimilarityKernel.Backward(600, 100, a, b, 1e-8f, y, y, d);
        PairwiseDistanceKernel.Forward(600, 100, a, d, 1e-6f, y);
        return [.. y, .. d];
    });

    private static void Check(int outputs, float[] a, float[] dy, Rows reference, Fill<float> forward, Action<float[], float[]> backward)
    {
        var wide = Compare.Widen(a);
        Compare.WithReference(outputs, y => reference(wide, y), forward, 4e-6);
        var (y, da) = (new float[outputs], new float[a.Length]);
        forward(y);
        backward(y, da);
        Compare.WithReference(
            a.Length,
            d =>
            {
                var (above, below) = (new double[outputs], new double[outputs]);
                for (var i = 0; i < d.Length; i++)
                {
                    var middle = wide[i];
                    wide[i] = middle + Step;
                    reference(wide, above);
                    wide[i] = middle - Step;
                    reference(wide, below);
                    wide[i] = middle;
                    for (var j = 0; j < outputs; j++)
                    {
                        d[i] += dy[j] * (above[j] - below[j]) / (2 * Step);
                    }
                }
            },
            d => da.CopyTo(d),
            1e-5);
    }
}
