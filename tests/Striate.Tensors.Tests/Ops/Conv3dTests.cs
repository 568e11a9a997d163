using Striate.Kernels;
using Striate.Kernels.Conv;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class Conv3dTests
{
    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 1, 1, 2)]
    [InlineData(1, 2, 2, 2)]
    public void Conv3d_AnySetting_GradientsEqualFiniteDifferences(int stride, int padding, int dilation, int groups)
    {
        var g = Conv3dGeometry.Create(2, 2, (3, 4, 3), 4, (2, 3, 2), stride, padding, dilation == 1 ? 1 : (2, 1, 2), groups, Fit.Floor);
        Run(
            [RandomChannelsLast([2, 2, 3, 4, 3], 1), RandomChannelsLast([4, 2 / groups, 2, 3, 2], 2), Random([4], 3)],
            inputs => Ops.Conv3d(inputs[0], inputs[1], inputs[2], stride, padding, dilation == 1 ? 1 : (2, 1, 2), groups),
            inputs =>
            {
                var y = new double[g.OutputLength];
                Conv3dKernel.Reference.Forward<double>(g, inputs[0], inputs[1], inputs[2], y);
                return y;
            });
    }

    [Fact]
    public void Conv3d_OtherChannels_SaysWhatFiltersExpect() => Assert.Equal(
        "input [1, 3, 4, 8, 8] has 3 channels, filters [4, 6, 3, 3, 3] in 1 group(s) expect 6.",
        Assert.Throws<ShapeException>(() => Ops.Conv3d(Tensor.Zeros([1, 3, 4, 8, 8]), Tensor.Zeros([4, 6, 3, 3, 3]))).Message);

    [Fact]
    public void Conv3d_SingleVolume_HintsAtABatchOfOne() => Assert.Equal(
        "input [3, 4, 8, 8] has 4 axes, expected volumes [N, C, D, H, W]. A single volume is a batch of one: [1, 3, 4, 8, 8].",
        Assert.Throws<ShapeException>(() => Ops.Conv3d(Tensor.Zeros([3, 4, 8, 8]), Tensor.Zeros([4, 3, 3, 3, 3]))).Message);
}
