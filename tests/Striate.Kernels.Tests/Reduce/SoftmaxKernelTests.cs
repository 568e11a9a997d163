using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class SoftmaxKernelTests
{
    [Fact]
    public void BothDirections_OddSizes_EqualReference()
    {
        foreach (var g in AxisGeometries.Odd)
        {
            var x = Array.ConvertAll(Guarded.Numbers(g.Length, 1), value => value * 5);
            var dy = Guarded.Numbers(x.Length, 2);
            Compare.WithReference(x.Length, y => SoftmaxKernel.Reference.Forward(g, Compare.Widen(x), y), y => SoftmaxKernel.Forward(g, x, y));

            var outputs = new float[x.Length];
            SoftmaxKernel.Forward(g, x, outputs);
            Compare.WithReference(
                x.Length,
                dx => SoftmaxKernel.Reference.Backward(g, Compare.Widen(outputs), Compare.Widen(dy), dx),
                dx => SoftmaxKernel.Backward(g, outputs, dy, dx));
        }
    }

    [Fact]
    public void Forward_LargeNumbers_DoNotOverflow()
    {
        var y = new float[3];
        SoftmaxKernel.Forward(AxisGeometry.Create(1, 3, 1), [1e30f, 1e30f, -1e30f], y);
        Assert.Equal([0.5f, 0.5f, 0], y);
    }

    [Theory]
    [InlineData(5000, 1)]
    [InlineData(5, 1000)]
    public void BothDirections_AnyNumberOfThreads_SameBits(int outer, int inner) => Compare.AnyThreads(() =>
    {
        var g = AxisGeometry.Create(outer, 11, inner);
        var (y, dx) = (new float[g.Length], new float[g.Length]);
        SoftmaxKernel.Forward(g, Guarded.Numbers(y.Length, 1), y);
        SoftmaxKernel.Backward(g, y, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });
}
