using Striate.Kernels.Gemm;

namespace Striate.Kernels.Tests.Gemm;

public class MatMulKernelTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void AllDirections_SmallAndOddSizes_EqualReference(bool transposeA, bool transposeB)
    {
        foreach (var (M, N, K) in new[] { (1, 1, 1), (3, 5, 4), (17, 9, 33), (7, 16, 0), (0, 3, 2) })
        {
            var product = GemmGeometry.Create(M, N, K, transposeA, transposeB);
            Check(MatMulGeometry.Create(product, [], [], []));
            Check(MatMulGeometry.Create(product, [3, 2], [3, 2], [2]));
            Check(MatMulGeometry.Create(product, [20], [1], [20]));
        }
    }

    [Fact]
    public void Forward_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = MatMulGeometry.Create(GemmGeometry.Create(30, 20, 50), [40], [40], [1]);
        var c = new float[40 * 30 * 20];
        MatMulKernel.Forward(g, Guarded.Numbers(40 * 30 * 50, 1), Guarded.Numbers(50 * 20, 2), c);
        return c;
    });

    [Fact]
    public void Create_BatchesThatDoNotFit_SaysWhich()
    {
        Assert.Equal(
            "[3] does not broadcast to [2]: counted from the last axis, sizes must be equal or 1.",
            Assert.Throws<ShapeException>(() => MatMulGeometry.Create(GemmGeometry.Create(1, 1, 1), [2], [2], [3])).Message);
        var g = MatMulGeometry.Create(GemmGeometry.Create(2, 3, 4), [5], [5], []);
        Assert.Equal("5 times [2, 4] * [4, 3] -> [2, 3]", g.ToString());
        Assert.Equal("b has 24 numbers, expected 12.", Assert.Throws<ShapeException>(() => MatMulKernel.Forward(g, new float[40], new float[24], new float[30])).Message);
    }

    // The product is linear in each factor, so that its gradients follow from Σ dc · c.
    private static void Check(MatMulGeometry g)
    {
        var p = g.Product;
        var (a, b) = (Guarded.Numbers(g.MatricesOfA * p.M * p.K, 1), Guarded.Numbers(g.MatricesOfB * p.K * p.N, 2));
        var length = g.Count * p.M * p.N;
        Compare.WithReference(length, c => MatMulKernel.Reference.Forward(g, Compare.Widen(a), Compare.Widen(b), c), c => MatMulKernel.Forward(g, a, b, c), 1e-5);

        var dc = Guarded.Numbers(length, 3);
        Compare.WithReference(
            g.Count * p.M * p.K,
            da =>
            {
                for (var i = 0; i < da.Length; i++)
                {
                    var (product, place) = Math.DivRem(i, p.M * p.K);
                    var (row, column) = p.TransposeA ? (place % p.M, place / p.M) : (place / p.K, place % p.K);
                    for (var j = 0; j < p.N; j++)
                    {
                        da[i] += dc[(((product * p.M) + row) * p.N) + j] * (double)B(product, column, j);
                    }
                }
            },
            da => MatMulKernel.BackwardA(g, b, dc, da),
            1e-5);
        Compare.WithReference(
            g.Count * p.K * p.N,
            db =>
            {
                for (var i = 0; i < db.Length; i++)
                {
                    var (product, place) = Math.DivRem(i, p.K * p.N);
                    var (row, column) = p.TransposeB ? (place % p.K, place / p.K) : (place / p.N, place % p.N);
                    for (var j = 0; j < p.M; j++)
                    {
                        db[i] += dc[(((product * p.M) + j) * p.N) + column] * (double)A(product, j, row);
                    }
                }
            },
            db => MatMulKernel.BackwardB(g, a, dc, db),
            1e-5);

        float A(int product, int i, int k) => a[(g.StartsOfA[product] * p.M * p.K) + (p.TransposeA ? (k * p.M) + i : (i * p.K) + k)];
        float B(int product, int k, int j) => b[(g.StartsOfB[product] * p.K * p.N) + (p.TransposeB ? (j * p.K) + k : (k * p.N) + j)];
    }
}
