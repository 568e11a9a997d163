using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class PoolTests
{
    [Theory]
    [InlineData(2, 2, 0, 1)]
    [InlineData(3, 2, 1, 1)]
    [InlineData(3, 1, 1, 2)]
    public void MaxPool2d_AnySetting_GradientsEqualFiniteDifferences(int kernel, int stride, int padding, int dilation)
    {
        var g = Pool2dGeometry.Create(2, 3, (7, 6), kernel, stride, padding, dilation, Fit.Floor);
        Run(
            [Random([2, 3, 7, 6], 1)],
            inputs => Ops.MaxPool2d(inputs[0], kernel, stride, padding, dilation),
            inputs =>
            {
                var y = new double[g.OutputLength];
                MaxPool2dKernel.Reference.Forward<double>(g, inputs[0], y);
                return y;
            });
    }

    [Theory]
    [InlineData(2, 2, 0, true)]
    [InlineData(3, 2, 1, true)]
    [InlineData(3, 1, 1, false)]
    public void AvgPool2d_AnySetting_GradientsEqualFiniteDifferences(int kernel, int stride, int padding, bool countIncludePad)
    {
        var g = Pool2dGeometry.Create(2, 3, (7, 6), kernel, stride, padding, 1, Fit.Floor, countIncludePad);
        Run(
            [Random([2, 3, 7, 6], 1)],
            inputs => Ops.AvgPool2d(inputs[0], kernel, stride, padding, countIncludePad: countIncludePad),
            inputs =>
            {
                var y = new double[g.OutputLength];
                AvgPool2dKernel.Reference.Forward<double>(g, inputs[0], y);
                return y;
            });
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(9, 2)]
    public void AdaptiveAvgPool2d_AnySize_GradientsEqualFiniteDifferences(int height, int width)
    {
        var g = AdaptivePool2dGeometry.Create(2, 3, (7, 6), (height, width));
        Run(
            [Random([2, 3, 7, 6], 1)],
            inputs => Ops.AdaptiveAvgPool2d(inputs[0], (height, width)),
            inputs =>
            {
                var y = new double[g.OutputLength];
                AdaptiveAvgPool2dKernel.Reference.Forward<double>(g, inputs[0], y);
                return y;
            });
    }

    [Fact]
    public void GlobalAvgPool2d_Images_GivesTheirMeans()
    {
        var x = Tensor.From([1, 2, 3, 6, 10, 10, 20, 20], [1, 2, 2, 2]);
        var y = Ops.GlobalAvgPool2d(x);
        Assert.Equal([1, 2, 1, 1], y.Shape);
        Assert.Equal([3, 15], y.ToArray());
    }

    [Fact]
    public void MaxPool2d_NoStride_StepsByTheWindow() => Assert.Equal([1, 1, 2, 3], Ops.MaxPool2d(Tensor.Zeros([1, 1, 5, 6]), 2).Shape);

    [Fact]
    public void MaxPool2d_ExactFit_ShowsTheArithmetic()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.MaxPool2d(Tensor.Zeros([1, 1, 7, 7]), 3, 3, fit: Fit.Exact));
        Assert.StartsWith("(7 − 3)/3 + 1 = 2.33 is no whole number.", error.Message, StringComparison.Ordinal);
    }
}
