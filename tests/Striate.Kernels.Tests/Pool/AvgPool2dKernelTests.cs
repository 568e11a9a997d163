using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

public class AvgPool2dKernelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BothDirections_OddChannels_EqualReference(bool countIncludePad)
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            Check(Pool2dGeometry.Create(2, channels, (7, 6), 3, 2, 1, 1, Fit.Floor, countIncludePad));
        }

        Check(Pool2dGeometry.Create(0, 3, 6, 2, 2, 0, 1, Fit.Floor, countIncludePad));
    }

    [Fact]
    public void BothDirections_RandomGeometries_EqualReference() => PoolGeometries.Any(mostDilation: 1).Sample(Check, iter: 300);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = Pool2dGeometry.Create(9, 20, 13, 3, 2, 1, 1, Fit.Floor);
        var (y, dx) = (new float[g.OutputLength], new float[g.InputLength]);
        AvgPool2dKernel.Forward(g, Guarded.Numbers(dx.Length, 1), y);
        AvgPool2dKernel.Backward(g, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });

    [Fact]
    public void Forward_Dilation_SaysWhatItTakes()
    {
        var g = Pool2dGeometry.Create(1, 1, 5, 2, 1, 0, 2, Fit.Floor);
        var error = Assert.Throws<ShapeException>(() => AvgPool2dKernel.Forward(g, new float[25], new float[9]));
        Assert.Equal("average pooling with dilation 2; it takes a dense window, dilation 1.", error.Message);
    }

    private static void Check(Pool2dGeometry g)
    {
        var x = Guarded.Numbers((int)g.InputLength, 1);
        var dy = Guarded.Numbers((int)g.OutputLength, 2);
        Compare.WithReference(
            dy.Length, y => AvgPool2dKernel.Reference.Forward(g, Compare.Widen(x), y), y => AvgPool2dKernel.Forward(g, x, y), scale: 1);
        Compare.WithReference(
            x.Length, dx => AvgPool2dKernel.Reference.Backward(g, Compare.Widen(dy), dx), dx => AvgPool2dKernel.Backward(g, dy, dx), scale: 1);
    }
}
