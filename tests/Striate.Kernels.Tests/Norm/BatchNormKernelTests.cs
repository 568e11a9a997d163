using CsCheck;
using Striate.Kernels.Norm;

namespace Striate.Kernels.Tests.Norm;

public class BatchNormKernelTests
{
    private const double Epsilon = 1e-5;

    [Fact]
    public void AllDirections_OddSizes_EqualReference()
    {
        foreach (var channels in Compare.OddSizes)
        {
            foreach (var rows in new[] { 1, 2, 63, 64, 65 })
            {
                Check(rows, channels);
            }
        }

        Check(5000, 20);
    }

    [Fact]
    public void AllDirections_RandomSizes_EqualReference() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 70]).Sample(Check, iter: 50);

    [Fact]
    public void AllDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        const int Rows = 9000;
        const int Channels = 21;
        var x = Guarded.Numbers(Rows * Channels, 1);
        var dy = Guarded.Numbers(Rows * Channels, 2);
        var gamma = Guarded.Numbers(Channels, 3);
        var (mean, variance, dgamma, dbeta) = (new float[Channels], new float[Channels], new float[Channels], new float[Channels]);
        var (y, dx) = (new float[x.Length], new float[x.Length]);
        BatchNormKernel.Statistics(Rows, Channels, x, mean, variance);
        BatchNormKernel.Forward(Rows, Channels, Epsilon, x, mean, variance, gamma, gamma, y);
        BatchNormKernel.BackwardParameters(Rows, Channels, Epsilon, x, mean, variance, dy, dgamma, dbeta);
        BatchNormKernel.BackwardData(Rows, Channels, Epsilon, x, mean, variance, gamma, dy, dgamma, dbeta, dx);
        return [.. mean, .. variance, .. y, .. dgamma, .. dbeta, .. dx];
    });

    // Σx² − (Σx)²/n would lose every digit here: the squares differ by less than a unit in the last place.
    [Fact]
    public void Statistics_MeanFarFromZero_VarianceKeepsItsDigits()
    {
        const int Rows = 100_000;
        var x = new float[Rows];
        for (var i = 0; i < Rows; i++)
        {
            x[i] = 4096 + (i % 2);
        }

        var (mean, variance) = (new float[1], new float[1]);
        BatchNormKernel.Statistics(Rows, 1, x, mean, variance);
        Assert.Equal(4096.5, mean[0], 1e-3);
        Assert.Equal(0.25, variance[0], 1e-5);
    }

    [Fact]
    public void UpdateRunning_Batch_MixesInTheUnbiasedVariance()
    {
        float[] runningMean = [1];
        float[] runningVar = [2];
        BatchNormKernel.UpdateRunning(5, 0.1, [3], [4], runningMean, runningVar);
        Assert.Equal(1.2, runningMean[0], 1e-6);
        Assert.Equal(2.3, runningVar[0], 1e-6);
    }

    private static void Check(int rows, int channels)
    {
        var (x, dy) = (Guarded.Numbers(rows * channels, 1), Guarded.Numbers(rows * channels, 2));
        var (gamma, beta) = (Guarded.Numbers(channels, 3), Guarded.Numbers(channels, 4));
        var (wideX, wideDy, wideGamma, wideBeta) = (Compare.Widen(x), Compare.Widen(dy), Compare.Widen(gamma), Compare.Widen(beta));

        // The widest variance of ±1 noise is small against a shift of 3, so that a wrong mean shows.
        for (var i = 0; i < x.Length; i++)
        {
            x[i] += 3;
            wideX[i] = x[i];
        }

        var (mean, variance) = (new double[channels], new double[channels]);
        BatchNormKernel.Reference.Statistics<double>(rows, channels, wideX, mean, variance);
        var unused = new float[channels];
        var idle = new double[channels];
        Compare.WithReference(channels, mean.CopyTo, actual => BatchNormKernel.Statistics(rows, channels, x, actual, unused), scale: 1);
        Compare.WithReference(channels, variance.CopyTo, actual => BatchNormKernel.Statistics(rows, channels, x, unused, actual), 1e-5, scale: 1);

        // A single row has no variance, and 1/√ε would blow rounding up; any positive numbers test the rest as well.
        var narrowMean = Array.ConvertAll(mean, value => (float)value);
        var narrowVariance = Array.ConvertAll(variance, value => (float)value + 0.1f);
        var (m, v) = (Compare.Widen(narrowMean), Compare.Widen(narrowVariance));
        Compare.WithReference(
            x.Length,
            y => BatchNormKernel.Reference.Forward(channels, Epsilon, wideX, m, v, wideGamma, wideBeta, y),
            y => BatchNormKernel.Forward(rows, channels, Epsilon, x, narrowMean, narrowVariance, gamma, beta, y),
            scale: 1);

        var (dgamma, dbeta) = (new double[channels], new double[channels]);
        BatchNormKernel.Reference.BackwardParameters<double>(channels, Epsilon, wideX, m, v, wideDy, dgamma, dbeta);
        var (narrowDgamma, narrowDbeta) = (Array.ConvertAll(dgamma, g => (float)g), Array.ConvertAll(dbeta, g => (float)g));
        Compare.WithReference(
            channels,
            d => BatchNormKernel.Reference.BackwardParameters(channels, Epsilon, wideX, m, v, wideDy, d, idle),
            d => BatchNormKernel.BackwardParameters(rows, channels, Epsilon, x, narrowMean, narrowVariance, dy, d, unused),
            1e-5,
            scale: 1);
        Compare.WithReference(
            channels,
            d => BatchNormKernel.Reference.BackwardParameters(channels, Epsilon, wideX, m, v, wideDy, idle, d),
            d => BatchNormKernel.BackwardParameters(rows, channels, Epsilon, x, narrowMean, narrowVariance, dy, unused, d),
            1e-5,
            scale: 1);
        Compare.WithReference(
            x.Length,
            dx => BatchNormKernel.Reference.BackwardData(rows, channels, Epsilon, wideX, m, v, wideGamma, wideDy, dgamma, dbeta, dx),
            dx => BatchNormKernel.BackwardData(
                rows, channels, Epsilon, x, narrowMean, narrowVariance, gamma, dy, narrowDgamma, narrowDbeta, dx),
            1e-5,
            scale: 1);
        Compare.WithReference(
            x.Length,
            dx => BatchNormKernel.Reference.BackwardData(rows, channels, Epsilon, wideX, m, v, wideGamma, wideDy, [], [], dx),
            dx => BatchNormKernel.BackwardData(rows, channels, Epsilon, x, narrowMean, narrowVariance, gamma, dy, [], [], dx),
            scale: 1);
    }
}
