using BenchmarkDotNet.Attributes;
using Striate.Kernels.Conv;

namespace Striate.Benchmarks;

/// <summary>Convolutions and their gradients.</summary>
public class Conv2dBenchmarks
{
    private float[] _x = [], _w = [], _y = [], _dx = [], _dw = [];

    /// <summary>The shapes to measure.</summary>
    public static IEnumerable<ConvShape> Shapes => ConvShape.All;

    /// <summary>The shape.</summary>
    [ParamsSource(nameof(Shapes))]
    public ConvShape Shape { get; set; } = ConvShape.All.First();

    /// <summary>Prepares images and filters.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var g = Shape.Geometry;
        (_x, _w, _y) = (Numbers.Normal(g.InputLength), Numbers.Normal(g.FilterLength), Numbers.Normal(g.OutputLength));
        (_dx, _dw) = (new float[g.InputLength], new float[g.FilterLength]);
    }

    /// <summary>The output.</summary>
    [Benchmark]
    public void Forward() => Conv2dKernel.Forward(Shape.Geometry, _x, _w, [], _y);

    /// <summary>The gradient of the images.</summary>
    [Benchmark]
    public void BackwardData() => Conv2dKernel.BackwardData(Shape.Geometry, _y, _w, _dx);

    /// <summary>The gradient of the filters.</summary>
    [Benchmark]
    public void BackwardFilter() => Conv2dKernel.BackwardFilter(Shape.Geometry, _x, _y, _dw);
}
