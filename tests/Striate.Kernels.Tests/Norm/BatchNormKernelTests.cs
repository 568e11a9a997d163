using CsCheck;
using Striate.Kernels.Elementwise;
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
        var dx = new float[x.Length];
        BatchNormKernel.Statistics(Rows, Channels, x, mean, variance);
        var state = new BatchNormState
        {
            Mean = mean,
            Variance = variance,
            Gamma = gamma,
            Beta = gamma,
            Epsilon = Epsilon,
            Activation = Activation.Relu,
        };
        BatchNormKernel.BackwardParameters(Rows, Channels, state, x, dy, dgamma, dbeta);
        BatchNormKernel.BackwardData(Rows, Channels, state, x, dy, dgamma, dbeta, dx);
        return [.. mean, .. variance, .. dgamma, .. dbeta, .. dx];
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
        var wideX = Compare.Widen(x);

        // The widest variance of ±1 noise is small against a shift of 3, so that a wrong mean shows.
        for (var i = 0; i < x.Length; i++)
        {
            x[i] += 3;
            wideX[i] = x[i];
        }

        var (mean, variance) = (new double[channels], new double[channels]);
        BatchNormKernel.Reference.Statistics<double>(rows, channels, wideX, mean, variance);
        var unused = new float[channels];
        Compare.WithReference(channels, mean.CopyTo, actual => BatchNormKernel.Statistics(rows, channels, x, actual, unused), scale: 1);
        Compare.WithReference(channels, variance.CopyTo, actual => BatchNormKernel.Statistics(rows, channels, x, unused, actual), 1e-5, scale: 1);

        // A single row has no variance, and 1/√ε would blow rounding up; any positive numbers test the rest as well.
        var narrowMean = Array.ConvertAll(mean, value => (float)value);
        var narrowVariance = Array.ConvertAll(variance, value => (float)value + 0.1f);
        foreach (var activation in Enum.GetValues<Activation>())
        {
            CheckPasses(rows, channels, x, dy, gamma, beta, narrowMean, narrowVariance, activation);
        }
    }

    private static void CheckPasses(
        int rows, int channels, float[] x, float[] dy, float[] gamma, float[] beta, float[] mean, float[] variance, Activation activation)
    {
        BatchNormState State() => new()
        {
            Mean = mean,
            Variance = variance,
            Gamma = gamma,
            Beta = beta,
            Epsilon = Epsilon,
            Activation = activation,
        };
        var (wideX, wideGamma, m, v) = (Compare.Widen(x), Compare.Widen(gamma), Compare.Widen(mean), Compare.Widen(variance));
        var normalised = new double[x.Length];
        BatchNormKernel.Reference.Forward(channels, Epsilon, wideX, m, v, wideGamma, Compare.Widen(beta), normalised);
        var (scale, shift) = (new float[channels], new float[channels]);
        BatchNormKernel.Coefficients(State(), scale, shift);
        Compare.WithReference(
            x.Length,
            normalised.CopyTo,
            y => EpilogueKernel.Run(rows, channels, x, new Epilogue { Scale = scale, Shift = shift }, y),
            scale: 4);

        // The gradient behind the activation, where the unit is open. On the very edge rounding decides and either answer is right, so that none
        // is asked for there.
        dy = [.. dy.Select((value, i) => Math.Abs(normalised[i]) < 1e-5 || Math.Abs(normalised[i] - 6) < 1e-5 ? 0 : value)];
        var behind = new double[x.Length];
        for (var i = 0; i < behind.Length; i++)
        {
            var open = activation == Activation.None || (normalised[i] > 0 && (activation == Activation.Relu || normalised[i] < 6));
            behind[i] = open ? dy[i] : 0;
        }

        var (dgamma, dbeta) = (new double[channels], new double[channels]);
        BatchNormKernel.Reference.BackwardParameters<double>(channels, Epsilon, wideX, m, v, behind, dgamma, dbeta);
        var unused = new float[channels];
        Compare.WithReference(
            channels, dgamma.CopyTo, d => BatchNormKernel.BackwardParameters(rows, channels, State(), x, dy, d, unused), 1e-5, scale: 1);
        Compare.WithReference(
            channels, dbeta.CopyTo, d => BatchNormKernel.BackwardParameters(rows, channels, State(), x, dy, unused, d), 1e-5, scale: 1);
        var (narrowDgamma, narrowDbeta) = (Array.ConvertAll(dgamma, g => (float)g), Array.ConvertAll(dbeta, g => (float)g));
        Compare.WithReference(
            x.Length,
            dx => BatchNormKernel.Reference.BackwardData(rows, channels, Epsilon, wideX, m, v, wideGamma, behind, dgamma, dbeta, dx),
            dx => BatchNormKernel.BackwardData(rows, channels, State(), x, dy, narrowDgamma, narrowDbeta, dx),
            1e-5,
            scale: 1);
        Compare.WithReference(
            x.Length,
            dx => BatchNormKernel.Reference.BackwardData(rows, channels, Epsilon, wideX, m, v, wideGamma, behind, [], [], dx),
            dx =>
            {
                // In place, as on the tape.
                dy.CopyTo(dx);
                BatchNormKernel.BackwardData(rows, channels, State(), x, dx, [], [], dx);
            },
            scale: 1);
    }
}
