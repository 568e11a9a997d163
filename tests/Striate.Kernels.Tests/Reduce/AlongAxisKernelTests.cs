using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

/// <summary>Places of extremes, the largest few, running sums: what looks at each line along an axis.</summary>
public class AlongAxisKernelTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ArgMax_OddSizes_EqualsReference(bool smallest)
    {
        foreach (var g in AxisGeometries.Odd.Where(g => g.Count > 0))
        {
            var x = Tied(g.Length);
            Compare.WithReference(g.Lines, y => ArgMaxKernel.Reference.Run(g, smallest, Compare.Widen(x), y), y => ArgMaxKernel.Run(g, smallest, x, y), 0);
        }
    }

    [Fact]
    public void ArgMax_NoNumbers_SaysSo() => Assert.Equal(
        "[2, 0, 3] along 0: there is no largest number among none.",
        Assert.Throws<ShapeException>(() => ArgMaxKernel.Run(AxisGeometry.Create(2, 0, 3), false, [], new float[6])).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TopK_OddSizes_EqualsSorting(bool smallest)
    {
        foreach (var g in AxisGeometries.Odd)
        {
            foreach (var k in new[] { 0, 1, 3, g.Count }.Where(k => k <= g.Count).Distinct())
            {
                var x = Tied(g.Length);
                Compare.WithReference(k * g.Lines, y => TopKKernel.Reference.Run(g, k, smallest, Compare.Widen(x), y), y => TopKKernel.Run(g, k, smallest, x, y), 0);
            }
        }
    }

    [Fact]
    public void TopK_MoreThanThereAre_SaysHowMany() => Assert.Equal(
        "4 of 3 numbers along an axis; expected 0 to 3.",
        Assert.Throws<ShapeException>(() => TopKKernel.Run(AxisGeometry.Create(1, 3, 1), 4, false, new float[3], new float[4])).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CumulativeSum_OddSizes_EqualsReference(bool fromEnd)
    {
        foreach (var g in AxisGeometries.Odd)
        {
            var x = Guarded.Numbers(g.Length, 1);
            Compare.WithReference(
                g.Length, y => CumulativeSumKernel.Reference.Run(g, fromEnd, Compare.Widen(x), y), y => CumulativeSumKernel.Run(g, fromEnd, x, y));
        }
    }

    [Fact]
    public void All_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = AxisGeometry.Create(20, 50, 70);
        var x = Guarded.Numbers(g.Length, 1);
        var (largest, best, sums) = (new float[g.Lines], new float[3 * g.Lines], new float[g.Length]);
        ArgMaxKernel.Run(g, false, x, largest);
        TopKKernel.Run(g, 3, false, x, best);
        CumulativeSumKernel.Run(g, false, x, sums);
        return [.. largest, .. best, .. sums];
    });

    [Fact]
    public void Create_NoSuchAxis_SaysWhichThereAre()
    {
        Assert.Equal("Axis 2 of sizes [4, 5]; expected 0 to 1.", Assert.Throws<ShapeException>(() => AxisGeometry.Create([4, 5], 2)).Message);
        Assert.Equal(
            "Axis: sizes 1, -2, 3 must not be negative, nor make more than 2147483647 numbers.",
            Assert.Throws<ShapeException>(() => AxisGeometry.Create(1, -2, 3)).Message);
    }

    // Many equal numbers, and a NaN now and then.
    private static float[] Tied(int length)
    {
        var x = Array.ConvertAll(Guarded.Numbers(length, 1), value => MathF.Round(value * 4) + 10);
        for (var i = 37; i < length; i += 101)
        {
            x[i] = float.NaN;
        }

        return x;
    }
}
