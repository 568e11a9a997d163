using CsCheck;
using Striate.Kernels.Gemm;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Tests.Gemm;

public class GemmKernelTests
{
    public static TheoryData<int, int, int> OddSizes()
    {
        var data = new TheoryData<int, int, int>();
        int[] sizes = [0, 1, 5, 6, 7, 15, 16, 17, 33, 97];
        foreach (var m in sizes)
        {
            foreach (var n in sizes)
            {
                data.Add(m, n, sizes[(m + n) % sizes.Length]);
            }
        }

        data.Add(3, 5, 300);
        data.Add(200, 4200, 3);
        data.Add(100, 40, 700);
        return data;
    }

    [Theory]
    [MemberData(nameof(OddSizes))]
    public void Run_OddSizes_EqualsReference(int m, int n, int k)
    {
        foreach (var (transposeA, transposeB, withBias, accumulate) in new[] { (false, false, true, false), (true, false, false, true), (false, true, true, true), (true, true, false, false) })
        {
            Check(GemmGeometry.Create(m, n, k, transposeA, transposeB), withBias, accumulate);
        }
    }

    [Fact]
    public void Run_RandomSizes_EqualsReference() =>
        Gen.Select(Gen.Int[0, 130], Gen.Int[0, 70], Gen.Int[0, 600], Gen.Bool, Gen.Bool, Gen.Bool)
            .Sample((m, n, k, ta, tb, bias) => Check(GemmGeometry.Create(m, n, k, ta, tb), bias, !bias), iter: 60);

    [Theory]
    [InlineData(1, 37, 50)]
    [InlineData(70, 150, 300)]
    [InlineData(3, 4, 0)]
    public void Run_EpilogueAndBeta_ApplyToTheSum(int m, int n, int k)
    {
        var g = GemmGeometry.Create(m, n, k, transposeB: true);
        var (a, b, residual) = (Guarded.Numbers(m * k, 1), Guarded.Numbers(k * n, 2), Guarded.Numbers(m * n, 3));
        var (scale, shift, start) = (Guarded.Numbers(n, 4), Guarded.Numbers(n, 5), Guarded.Numbers(m * n, 6));
        var product = new float[m * n];
        GemmKernel.Reference.Run<float>(g, a, b, [], product);
        var expected = new float[m * n];
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] = Math.Max(((product[i] + (0.5f * start[i])) * scale[i % n]) + shift[i % n] + residual[i], 0);
        }

        var actual = new Guarded(m * n);
        start.CopyTo(actual.Span);
        GemmKernel.Run(g, a, b, new Epilogue { Scale = scale, Shift = shift, Residual = residual, Activation = Activation.Relu }, actual.Span, beta: 0.5f);
        actual.AssertEqual(expected, 2e-5, scale: 1);
    }

    [Fact]
    public void Run_WrongLength_SaysWhich()
    {
        var error = Assert.Throws<ShapeException>(() => GemmKernel.Run(GemmGeometry.Create(2, 3, 4), new float[8], new float[11], [], new float[6]));
        Assert.Equal("b has 11 numbers, expected 12.", error.Message);
    }

    // Every tile, also those wider than this machine's vectors, in whatever way the runtime carries them out.
    [Fact]
    public unsafe void MicroKernel_EveryTile_EqualsReference()
    {
        foreach (var tile in new Tile[]
        {
            new(12, 32, &MicroKernel.Run12x2<Floats16>), new(12, 16, &MicroKernel.Run12x1<Floats16>), new(6, 32, &MicroKernel.Run6x2<Floats16>),
            new(6, 16, &MicroKernel.Run6x1<Floats16>), new(6, 8, &MicroKernel.Run6x1<Floats8>), new(6, 4, &MicroKernel.Run6x1<Floats4>),
            new(6, 16, &MicroKernel.Run6x2<Floats8>), new(12, 8, &MicroKernel.Run12x1<Floats8>),
            new(6, 8, &MicroKernel.Run6x2<Floats4>), new(12, 4, &MicroKernel.Run12x1<Floats4>), new(4, 4, &MicroKernel.Run4x4),
            new(3, 32, &MicroKernel.Run3x2<Floats16>), new(3, 16, &MicroKernel.Run3x1<Floats16>), new(3, 16, &MicroKernel.Run3x2<Floats8>),
            new(3, 8, &MicroKernel.Run3x1<Floats8>), new(3, 8, &MicroKernel.Run3x2<Floats4>), new(3, 4, &MicroKernel.Run3x1<Floats4>),
        })
        {
            var (rows, columns) = (tile.Rows, tile.Columns);
            foreach (var depth in new[] { 0, 1, 2, 13 })
            {
                var a = Guarded.Numbers(rows * depth, 1);
                var b = Guarded.Numbers(depth * columns, 2);
                var expected = Guarded.Numbers(rows * columns, 3);
                var actual = new Guarded(rows * columns);
                expected.CopyTo(actual.Span);
                GemmKernel.Reference.Run(GemmGeometry.Create(rows, columns, depth), a, b, [], expected.AsSpan(), accumulate: true);
                fixed (float* pa = a, pb = b, pc = actual.Span)
                {
                    tile.Run(new Depth(depth, depth, 1, columns), pa, pb, pc, columns, true);
                }

                actual.AssertEqual(expected, 1e-5);
            }
        }
    }

    private static void Check(GemmGeometry g, bool withBias, bool accumulate)
    {
        var a = Guarded.Numbers(g.M * g.K, 1);
        var b = Guarded.Numbers(g.K * g.N, 2);
        var bias = withBias ? Guarded.Numbers(g.N, 3) : [];
        var expected = Guarded.Numbers(g.M * g.N, 4);
        var actual = new Guarded(g.M * g.N);
        if (accumulate)
        {
            expected.CopyTo(actual.Span);
        }

        GemmKernel.Reference.Run(g, a, b, bias, expected.AsSpan(), accumulate);
        GemmKernel.Run(g, a, b, bias, actual.Span, accumulate);
        actual.AssertEqual(expected, 2e-5, scale: 1);
    }
}
