using CsCheck;
using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class ReduceKernelTests
{
    public static TheoryData<Folding> Folds => [.. Enum.GetValues<Folding>()];

    [Theory]
    [MemberData(nameof(Folds))]
    public void Run_OddSizes_EqualsReference(Folding fold)
    {
        foreach (var size in Compare.OddSizes)
        {
            Check(fold, [size], [true]);
            Check(fold, [5, size], [false, true]);
            Check(fold, [size, 5], [true, false]);
            Check(fold, [3, 7, size], [false, true, false]);
            Check(fold, [3, size, 7], [true, false, true]);
            Check(fold, [2, size], [false, false]);
        }
    }

    // Lines and columns long enough to be cut into parts; images of three channels, and of many.
    [Theory]
    [MemberData(nameof(Folds))]
    public void Run_LargeSizes_EqualsReference(Folding fold)
    {
        Check(fold, [100_003], [true]);
        Check(fold, [2, 40_001], [false, true]);
        Check(fold, [3, 5000, 3], [false, true, false]);
        Check(fold, [3000, 130], [true, false]);
        Check(fold, [2, 900, 70], [false, true, false]);
        Check(fold, [3, 20_000], [true, false]);
        Check(fold, [4000, 2], [false, true]);
    }

    [Fact]
    public void Run_RandomShapes_EqualsReference() =>
        Gen.Select(Gen.Int[0, 9].Array[0, 6], Gen.Bool.Array[6], Gen.Enum<Folding>()).Sample(
            (sizes, isReduced, fold) => Check(fold, sizes, isReduced[..sizes.Length]), iter: 100, threads: 1);

    [Theory]
    [MemberData(nameof(Folds))]
    public void Run_AnyNumberOfThreads_SameBits(Folding fold) => Compare.AnyThreads(() =>
    {
        var (all, columns) = (new float[1], new float[30]);
        var x = Guarded.Numbers(300_000, 1);
        ReduceKernel.Run(ReduceGeometry.Create([x.Length], [true]), fold, x, all);
        ReduceKernel.Run(ReduceGeometry.Create([10_000, 30], [true, false]), fold, x, columns);
        return [.. all, .. columns];
    });

    [Theory]
    [MemberData(nameof(Folds))]
    public void Run_NaN_StaysOne(Folding fold)
    {
        foreach (var place in new[] { 0, 1, 20, 199, 200 })
        {
            var x = Guarded.Numbers(201, 1);
            x[place] = float.NaN;
            var y = new float[1];
            ReduceKernel.Run(ReduceGeometry.Create([201], [true]), fold, x, y);
            Assert.Equal(float.NaN, y[0]);
            ReduceKernel.Run(ReduceGeometry.Create([201, 1], [true, false]), fold, x, y);
            Assert.Equal(float.NaN, y[0]);
        }
    }

    [Fact]
    public void Run_ManyNumbers_ErrorsOfASumStaySmall()
    {
        var x = new float[10_000_000];
        Array.Fill(x, 0.1f);
        var y = new float[1];
        ReduceKernel.Run(ReduceGeometry.Create([x.Length], [true]), Folding.Sum, x, y);
        Assert.InRange(y[0], 1e6f - 3, 1e6f + 3);
    }

    [Fact]
    public void Run_WrongSizes_SaysWhich()
    {
        Assert.Equal(
            "Reduce: 2 sizes and 1 choices; give one for each axis.", Assert.Throws<ShapeException>(() => ReduceGeometry.Create([2, 3], [true])).Message);
        Assert.Equal(
            "y has 2 numbers, expected 3.",
            Assert.Throws<ShapeException>(() => ReduceKernel.Run(ReduceGeometry.Create([2, 3], [true, false]), Folding.Sum, new float[6], new float[2])).Message);
    }

    private static void Check(Folding fold, int[] sizes, bool[] isReduced)
    {
        var g = ReduceGeometry.Create(sizes, isReduced);
        var x = Guarded.Numbers(g.Length, 1);
        Compare.WithReference(
            g.Results,
            y => ReduceKernel.Reference.Run(sizes, isReduced, fold, Compare.Widen(x), y),
            y => ReduceKernel.Run(g, fold, x, y),
            scale: Math.Sqrt(g.Count));
    }
}
