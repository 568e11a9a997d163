using BenchmarkDotNet.Attributes;
using Striate.Kernels;
using Striate.Kernels.Norm;

namespace Striate.Benchmarks;

/// <summary>Batch normalisation with ReLU of 32 images of 64 channels, 56×56, while learning.</summary>
public class BatchNormBenchmarks
{
    private const int Rows = 32 * 56 * 56, Channels = 64;

    private readonly float[] _x = Numbers.Normal(Rows * Channels), _dy = Numbers.Normal(Rows * Channels), _dx = new float[Rows * Channels];
    private readonly float[] _mean = new float[Channels], _variance = new float[Channels];
    private readonly float[] _gamma = Numbers.Normal(Channels), _beta = Numbers.Normal(Channels);
    private readonly float[] _dgamma = new float[Channels], _dbeta = new float[Channels];

    private BatchNormState State => new()
    {
        Mean = _mean,
        Variance = _variance,
        Gamma = _gamma,
        Beta = _beta,
        Epsilon = 1e-5,
        Activation = Activation.Relu,
    };

    /// <summary>Statistics for the gradients.</summary>
    [GlobalSetup]
    public void Setup() => Statistics();

    /// <summary>The batch's statistics.</summary>
    [Benchmark]
    public void Statistics() => BatchNormKernel.Statistics(Rows, Channels, _x, _mean, _variance);

    /// <summary>The gradients of scale and shift.</summary>
    [Benchmark]
    public void BackwardParameters() => BatchNormKernel.BackwardParameters(Rows, Channels, State, _x, _dy, _dgamma, _dbeta);

    /// <summary>The gradient of the images.</summary>
    [Benchmark]
    public void BackwardData() => BatchNormKernel.BackwardData(Rows, Channels, State, _x, _dy, _dgamma, _dbeta, _dx);
}
