using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class LogSoftmaxKernelTests
{
    [Fact]
    public void BothDirections_OddSizes_EqualReference()
    {
        foreach (var g in AxisGeometries.Odd)
        {
            var x = Array.ConvertAll(Guarded.Numbers(g.Length, 1), value => value * 5);
            var dy = Guarded.Numbers(x.Length, 2);
            Compare.WithReference(x.Length, y => LogSoftmaxKernel.Reference.Forward(g, Compare.Widen(x), y), y => LogSoftmaxKernel.Forward(g, x, y));

            // The gradient of many is a small share of their sum.
            var outputs = new float[x.Length];
            LogSoftmaxKernel.Forward(g, x, outputs);
            Compare.WithReference(
                x.Length,
                dx => LogSoftmaxKernel.Reference.Backward(g, Compare.Widen(outputs), Compare.Widen(dy), dx),
                dx => LogSoftmaxKernel.Backward(g, outputs, dy, dx),
                scale: 1);
        }
    }

    [Fact]
    public void Forward_LargeNumbers_KeepTheirLogarithms()
    {
        var y = new float[3];
        LogSoftmaxKernel.Forward(AxisGeometry.Create(1, 3, 1), [1000, 0, -2000], y);
        Assert.Equal([0, -1000, -3000], y);
    }

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = AxisGeometry.Create(50, 11, 100);
        var (y, dx) = (new float[g.Length], new float[g.Length]);
        LogSoftmaxKernel.Forward(g, Guarded.Numbers(y.Length, 1), y);
        LogSoftmaxKernel.Backward(g, y, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });
}
