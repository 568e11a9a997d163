using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class MaxPool2dTests
{
    [Theory]
    [InlineData(2, 2, 0, 1, Fit.Floor)]
    [InlineData(3, 2, 1, 1, Fit.Floor)]
    [InlineData(3, 1, 1, 2, Fit.Floor)]
    [InlineData(3, 3, 0, 1, Fit.Ceiling)]
    public void MaxPool2d_AnySetting_GradientsEqualFiniteDifferences(int kernel, int stride, int padding, int dilation, Fit fit)
    {
        var g = Pool2dGeometry.Create(2, 3, (7, 6), kernel, stride, padding, dilation, fit);
        Run(
            [Random([2, 3, 7, 6], 1)],
            inputs => Ops.MaxPool2d(inputs[0], kernel, stride, padding, dilation, fit),
            inputs =>
            {
                var y = new double[g.OutputLength];
                MaxPool2dKernel.Reference.Forward<double>(g, inputs[0], y);
                return y;
            });
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
