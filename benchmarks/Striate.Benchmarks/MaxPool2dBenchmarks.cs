using BenchmarkDotNet.Attributes;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Benchmarks;

/// <summary>Max pooling of 32 images of 64 channels, 56×56.</summary>
public class MaxPool2dBenchmarks
{
    private Pool2dGeometry _geometry;
    private float[] _x = [], _y = [], _dx = [];

    /// <summary>Height and width of the window; 3 overlaps.</summary>
    [Params(2, 3)]
    public int Kernel { get; set; }

    /// <summary>Prepares the images.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _geometry = Pool2dGeometry.Create(32, 64, 56, Kernel, stride: 2, padding: Kernel - 2, dilation: 1, Fit.Floor);
        (_x, _y, _dx) = (Numbers.Normal(_geometry.InputLength), new float[_geometry.OutputLength], new float[_geometry.InputLength]);
    }

    /// <summary>The output.</summary>
    [Benchmark]
    public void Forward() => MaxPool2dKernel.Forward(_geometry, _x, _y);

    /// <summary>The gradient of the images.</summary>
    [Benchmark]
    public void Backward() => MaxPool2dKernel.Backward(_geometry, _x, _y, _dx);
}
