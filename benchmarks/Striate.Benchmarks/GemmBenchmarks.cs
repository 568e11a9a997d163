using BenchmarkDotNet.Attributes;
using Striate.Kernels.Gemm;

namespace Striate.Benchmarks;

/// <summary>Products of square matrices, small and large.</summary>
public class GemmBenchmarks
{
    private GemmGeometry _geometry;
    private float[] _a = [], _b = [], _c = [];

    /// <summary>Rows and columns.</summary>
    [Params(8, 32, 128, 256, 512, 1024, 2048)]
    public int N { get; set; }

    /// <summary>Prepares the matrices.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _geometry = GemmGeometry.Create(N, N, N);
        (_a, _b, _c) = (Numbers.Normal(N * N), Numbers.Normal(N * N), new float[N * N]);
    }

    /// <summary>C = A · B.</summary>
    [Benchmark]
    public void Run() => GemmKernel.Run(_geometry, _a, _b, [], _c);
}
