using Striate.Kernels;
using Striate.Kernels.Reduce;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class SoftmaxTests
{
    // Channels-last images lie in memory as [N, H, W, C].
    [Theory]
    [InlineData(0, 1, 2, 18)]
    [InlineData(1, 12, 3, 1)]
    [InlineData(2, 2, 3, 6)]
    [InlineData(-1, 6, 2, 3)]
    public void BothForms_EveryAxisOfImages_GradientEqualsFiniteDifferences(int axis, int outer, int count, int inner)
    {
        var g = AxisGeometry.Create(outer, count, inner);
        Check(Random([2, 3, 3, 2], 1, 3), axis, g);
    }

    [Fact]
    public void BothForms_AxesOfOtherShapes_GradientEqualsFiniteDifferences()
    {
        Check(Random([5, 3], 1, 3), 1, AxisGeometry.Create(5, 3, 1));
        Check(Random([2, 3, 4], 2, 3), 1, AxisGeometry.Create(2, 3, 4));
    }

    [Fact]
    public void BothForms_NoSuchAxis_SayWhichThereAre()
    {
        Assert.Equal("Softmax: [3] has no axis 1, expected -1 to 0.", Assert.Throws<ShapeException>(() => Ops.Softmax(Tensor.Zeros([3]))).Message);
        Assert.Equal("LogSoftmax: [2, 3] has no axis -3, expected -2 to 1.", Assert.Throws<ShapeException>(() => Ops.LogSoftmax(Tensor.Zeros([2, 3]), -3)).Message);
    }

    private static void Check(Tensor x, int axis, AxisGeometry g)
    {
        Run([x], inputs => Ops.Softmax(inputs[0], axis), inputs =>
        {
            var y = new double[x.Length];
            SoftmaxKernel.Reference.Forward<double>(g, inputs[0], y);
            return y;
        });
        x.ClearGrad();
        Run([x], inputs => Ops.LogSoftmax(inputs[0], axis), inputs =>
        {
            var y = new double[x.Length];
            LogSoftmaxKernel.Reference.Forward<double>(g, inputs[0], y);
            return y;
        });
    }
}
