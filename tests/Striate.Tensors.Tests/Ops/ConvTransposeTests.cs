using Striate.Kernels;
using Striate.Kernels.Conv;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class ConvTransposeTests
{
    [Theory]
    [InlineData(1, 0, 0, 1, 1)]
    [InlineData(2, 1, 1, 1, 2)]
    [InlineData(3, 1, 2, 2, 4)]
    public void ConvTranspose2d_AnySetting_GradientsEqualFiniteDifferences(int stride, int padding, int outputPadding, int dilation, int groups)
    {
        var g = ConvTranspose2dGeometry.Create(2, 4, (4, 3), 8, (3, 2), stride, padding, outputPadding, dilation, groups).Convolution;
        Run(
            [Random([2, 4, 4, 3], 1), Random([4, 8 / groups, 3, 2], 2), Random([8], 3)],
            inputs => Ops.ConvTranspose2d(inputs[0], inputs[1], inputs[2], stride, padding, outputPadding, groups, dilation),
            inputs =>
            {
                var y = new double[g.InputLength];
                Conv2dKernel.Reference.BackwardData<double>(g, inputs[0], inputs[1], y);
                return [.. y.Select((value, i) => value + inputs[2][i % 8])];
            });
    }

    [Fact]
    public void ConvTranspose1d_Signals_GradientsEqualFiniteDifferences()
    {
        var g = ConvTranspose2dGeometry.Create(2, 4, (1, 5), 6, (1, 3), (1, 2), new Padding2d(0, 0, 1, 0), (0, 1), 1, 2).Convolution;
        Run(
            [RandomChannelsLast([2, 4, 5], 1), RandomChannelsLast([4, 3, 3], 2)],
            inputs => Ops.ConvTranspose1d(inputs[0], inputs[1], null, 2, (1, 0), 1, 2),
            inputs =>
            {
                var y = new double[g.InputLength];
                Conv2dKernel.Reference.BackwardData<double>(g, inputs[0], inputs[1], y);
                return y;
            });
    }

    // ⟨conv(x), y⟩ = ⟨x, transposed(y)⟩, which is what transposed means.
    [Fact]
    public void ConvTranspose2d_SameFilters_IsTheAdjointOfConv2d()
    {
        var (x, w) = (Random([1, 3, 7, 8], 1), Random([4, 3, 3, 3], 2));
        var forward = Ops.Conv2d(x, w, stride: 2, padding: 1);
        var y = Random(forward.Shape, 3);
        var back = Ops.ConvTranspose2d(y, w, stride: 2, padding: 1, outputPadding: (0, 1));
        Assert.Equal(x.Shape, back.Shape);
        Assert.Equal(Dot(forward, y), Dot(x, back), 1e-4);

        static double Dot(Tensor a, Tensor b) => a.ToArray().Zip(b.ToArray(), (p, q) => (double)p * q).Sum();
    }

    [Fact]
    public void ConvTranspose2d_OtherChannels_SaysWhatFiltersExpect() => Assert.Equal(
        "input [1, 3, 8, 8] has 3 channels, filters [4, 6, 3, 3] of a transposed convolution expect 4.",
        Assert.Throws<ShapeException>(() => Ops.ConvTranspose2d(Tensor.Zeros([1, 3, 8, 8]), Tensor.Zeros([4, 6, 3, 3]))).Message);
}
