using Striate.Kernels;

namespace Striate.Networks.Tests.Initializers;

public class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(27)]
    public void Of_RandomMatrix_GivesItBack(int size)
    {
        var (rng, matrix) = (new Rng((ulong)size), new double[size * size]);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[(i * size) + j] = matrix[(j * size) + i] = rng.NextNormal();
            }
        }

        var (values, vectors) = SymmetricEigen.Of(matrix, size);
        Assert.Equal(values.OrderDescending(), values);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                Assert.Equal(matrix[(i * size) + j], Sum(k => values[k] * vectors[(k * size) + i] * vectors[(k * size) + j]), 1e-12);
                Assert.Equal(i == j ? 1 : 0, Sum(k => vectors[(i * size) + k] * vectors[(j * size) + k]), 1e-12);
            }
        }

        double Sum(Func<int, double> of) => Enumerable.Range(0, size).Sum(of);
    }

    [Fact]
    public void Of_DiagonalAndZeros_AreTheirOwn()
    {
        var (values, vectors) = SymmetricEigen.Of([2, 0, 0, 3], 2);
        Assert.Equal([3, 2], values);
        Assert.Equal([0, 1, 1, 0], vectors);
        Assert.Equal([0, 0], SymmetricEigen.Of(new double[4], 2).Values);
    }
}
