using CsCheck;
using Striate.Kernels.Norm;

namespace Striate.Kernels.Tests.Norm;

public class LayerNormKernelTests
{
    private const double Epsilon = 1e-3;

    [Fact]
    public void AllDirections_OddColumns_EqualReference()
    {
        foreach (var columns in Compare.OddSizes.Where(size => size > 0))
        {
            foreach (var subtractsMean in new[] { true, false })
            {
                Check(5, columns, subtractsMean, affine: true);
                Check(3, columns, subtractsMean, affine: false);
            }
        }

        Check(0, 3, true, affine: true);
        Check(700, 40, true, affine: true);
    }

    [Fact]
    public void AllDirections_RandomSizes_EqualReference() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 70], Gen.Bool, Gen.Bool).Sample(Check, iter: 50);

    [Fact]
    public void AllDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        const int Rows = 3000;
        const int Columns = 21;
        var settings = new LayerNormSettings(Epsilon);
        var (x, dy, gamma) = (Guarded.Numbers(Rows * Columns, 1), Guarded.Numbers(Rows * Columns, 2), Guarded.Numbers(Columns, 3));
        var (y, dx, statistics) = (new float[x.Length], new float[x.Length], new float[2 * Rows]);
        var (dgamma, dbeta) = (new float[Columns], new float[Columns]);
        LayerNormKernel.Forward(Rows, Columns, settings, x, gamma, gamma, y, statistics);
        LayerNormKernel.BackwardParameters(Rows, Columns, x, statistics, dy, dgamma, dbeta);
        LayerNormKernel.BackwardData(Rows, Columns, settings, x, gamma, statistics, dy, dx);
        return [.. y, .. statistics, .. dgamma, .. dbeta, .. dx];
    });

    [Fact]
    public void Forward_MeanFarFromZero_VarianceKeepsItsDigits()
    {
        float[] x = [.. Enumerable.Range(0, 1000).Select(i => 4096f + (i % 2))];
        var (y, statistics) = (new float[1000], new float[2]);
        LayerNormKernel.Forward(1, 1000, new LayerNormSettings(0), x, [], [], y, statistics);
        Assert.Equal(4096.5, statistics[0], 1e-3);
        Assert.Equal(2, statistics[1], 1e-4);
    }

    [Fact]
    public void Forward_NaN_StaysInItsRow()
    {
        var (y, statistics) = (new float[6], new float[4]);
        LayerNormKernel.Forward(2, 3, new LayerNormSettings(0), [1, float.NaN, 3, -1, 0, 1], [], [], y, statistics);
        Assert.All(y[..3], value => Assert.True(float.IsNaN(value)));
        Assert.All(y[3..], value => Assert.False(float.IsNaN(value)));
    }

    private static void Check(int rows, int columns, bool subtractsMean, bool affine)
    {
        var settings = new LayerNormSettings(Epsilon, subtractsMean);
        var (x, dy) = (Guarded.Numbers(rows * columns, 1), Guarded.Numbers(rows * columns, 2));
        var (gamma, beta) = (affine ? Guarded.Numbers(columns, 3) : [], affine ? Guarded.Numbers(columns, 4) : []);

        // Apart from zero, so that a wrong mean shows.
        x = Array.ConvertAll(x, value => value + 2);
        var statistics = new double[2 * rows];
        var y = new double[x.Length];
        LayerNormKernel.Reference.Forward(rows, columns, settings, Compare.Widen(x), Compare.Widen(gamma), Compare.Widen(beta), y, statistics);
        Compare.WithReference(
            x.Length, y.CopyTo, actual => LayerNormKernel.Forward(rows, columns, settings, x, gamma, beta, actual, new float[2 * rows]), 2e-5, scale: 1);
        Compare.WithReference(
            2 * rows, statistics.CopyTo, actual => LayerNormKernel.Forward(rows, columns, settings, x, gamma, beta, new float[x.Length], actual), 2e-5, scale: 1);

        var narrow = Array.ConvertAll(statistics, value => (float)value);
        var (dgamma, dbeta) = (new double[columns], new double[columns]);
        LayerNormKernel.Reference.BackwardParameters<double>(rows, columns, Compare.Widen(x), statistics, Compare.Widen(dy), dgamma, dbeta);
        var unused = new float[columns];
        Compare.WithReference(columns, dgamma.CopyTo, d => LayerNormKernel.BackwardParameters(rows, columns, x, narrow, dy, d, unused), 2e-5, scale: 1);
        Compare.WithReference(columns, dbeta.CopyTo, d => LayerNormKernel.BackwardParameters(rows, columns, x, narrow, dy, unused, d), 2e-5, scale: 1);
        Compare.WithReference(
            x.Length,
            dx => LayerNormKernel.Reference.BackwardData<double>(rows, columns, settings, Compare.Widen(x), Compare.Widen(gamma), statistics, Compare.Widen(dy), dx),
            dx =>
            {
                // In place, as on the tape.
                dy.CopyTo(dx);
                LayerNormKernel.BackwardData(rows, columns, settings, x, gamma, narrow, dx, dx);
            },
            5e-5,
            scale: 1);
    }
}
