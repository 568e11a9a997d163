using Striate.Kernels;
using Striate.Kernels.Conv;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class Conv1dTests
{
    [Theory]
    [InlineData(1, 0, 0, 1, 1)]
    [InlineData(2, 1, 2, 1, 2)]
    [InlineData(1, 2, 2, 2, 4)]
    public void Conv1d_AnySetting_GradientsEqualFiniteDifferences(int stride, int before, int after, int dilation, int groups)
    {
        var g = Conv2dGeometry.Create(2, 4, (1, 7), 8, (1, 3), (1, stride), new Padding2d(0, 0, before, after), (1, dilation), groups, Fit.Floor);
        Run(
            [RandomChannelsLast([2, 4, 7], 1), RandomChannelsLast([8, 4 / groups, 3], 2), Random([8], 3)],
            inputs => Ops.Conv1d(inputs[0], inputs[1], inputs[2], stride, (before, after), dilation, groups),
            inputs =>
            {
                var y = new double[g.OutputLength];
                Conv2dKernel.Reference.Forward<double>(g, inputs[0], inputs[1], inputs[2], y);
                return y;
            });
    }

    [Fact]
    public void Conv1d_Same_KeepsTheLength() =>
        Assert.Equal([2, 5, 9], Ops.Conv1d(Tensor.Zeros([2, 3, 9]), Tensor.Zeros([5, 3, 4]), padding: Padding1d.Same).Shape);

    [Fact]
    public void Conv1d_SingleSignal_HintsAtABatchOfOne() => Assert.Equal(
        "input [3, 8] has 2 axes, expected signals [N, C, L]. A single signal is a batch of one: [1, 3, 8].",
        Assert.Throws<ShapeException>(() => Ops.Conv1d(Tensor.Zeros([3, 8]), Tensor.Zeros([4, 3, 3]))).Message);

    [Fact]
    public void Conv1d_FiltersOfImages_SaysHowManyAxes() => Assert.Equal(
        "filters [4, 3, 3, 3] have 4 axes, expected 3 for an input [1, 3, 8].",
        Assert.Throws<ShapeException>(() => Ops.Conv1d(Tensor.Zeros([1, 3, 8]), Tensor.Zeros([4, 3, 3, 3]))).Message);
}
