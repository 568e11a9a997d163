using Striate.Kernels;
using Striate.Kernels.Conv;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

public class Conv2dTests
{
    [Theory]
    [InlineData(1, 1, 0, 0, 0, 0, 1, 1, 1)]
    [InlineData(2, 1, 1, 1, 1, 1, 1, 1, 1)]
    [InlineData(2, 3, 0, 1, 2, 1, 1, 1, 2)]
    [InlineData(1, 1, 2, 2, 2, 2, 2, 1, 4)]
    [InlineData(2, 2, 1, 0, 0, 3, 1, 2, 1)]
    public void Conv2d_AnySetting_GradientsEqualFiniteDifferences(
        int strideRows, int strideColumns, int top, int bottom, int left, int right, int dilationRows, int dilationColumns, int groups)
    {
        var (stride, dilation) = (new Size2d(strideRows, strideColumns), new Size2d(dilationRows, dilationColumns));
        var padding = new Padding2d(top, bottom, left, right);
        var g = Conv2dGeometry.Create(2, 4, (6, 5), 8, (3, 2), stride, padding, dilation, groups, Fit.Floor);
        Run(
            [Random([2, 4, 6, 5], 1), Random([8, 4 / groups, 3, 2], 2), Random([8], 3)],
            inputs => Ops.Conv2d(inputs[0], inputs[1], inputs[2], stride, padding, dilation, groups),
            inputs =>
            {
                var y = new double[g.OutputLength];
                Conv2dKernel.Reference.Forward<double>(g, inputs[0], inputs[1], inputs[2], y);
                return y;
            });
    }

    [Fact]
    public void Conv2d_RowMajorInputs_SameOutputAndGradients()
    {
        var (x, w) = (Random([2, 3, 5, 4], 1), Random([4, 3, 3, 3], 2));
        var (x2, w2) = (Tensor.From(x.ToArray(), x.Shape), Tensor.From(w.ToArray(), w.Shape));
        foreach (var tensor in new[] { x, w, x2, w2 })
        {
            tensor.RequiresGrad = true;
        }

        using var tape = new Tape();
        var (y, y2) = (Ops.Conv2d(x, w, padding: 1), Ops.Conv2d(x2, w2, padding: 1));
        Assert.Equal(y.ToArray(), y2.ToArray());
        WeightedSum(y, Numbers(y.Length, 3)).Backward();
        WeightedSum(y2, Numbers(y.Length, 3)).Backward();
        Assert.Equal(x.Grad!.ToArray(), x2.Grad!.ToArray());
        Assert.Equal(w.Grad!.ToArray(), w2.Grad!.ToArray());
        Assert.Equal(Layout.RowMajor, x2.Grad.Layout);
    }

    [Fact]
    public void Conv2d_OtherChannels_SaysWhatFiltersExpect()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Conv2d(Tensor.Zeros([1, 3, 8, 8]), Tensor.Zeros([4, 6, 3, 3])));
        Assert.Equal("input [1, 3, 8, 8] has 3 channels, filters [4, 6, 3, 3] in 1 group(s) expect 6.", error.Message);
    }

    [Fact]
    public void Conv2d_SingleImage_HintsAtABatchOfOne()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Conv2d(Tensor.Zeros([3, 8, 8]), Tensor.Zeros([4, 3, 3, 3])));
        Assert.Equal(
            "input [3, 8, 8] has 3 axes, expected images [N, C, H, W]. A single image is a batch of one: [1, 3, 8, 8].", error.Message);
    }

    [Fact]
    public void Conv2d_Ceiling_SaysWhatToDo()
    {
        var error = Assert.Throws<ShapeException>(() => Ops.Conv2d(Tensor.Zeros([1, 3, 8, 8]), Tensor.Zeros([4, 3, 3, 3]), stride: 2, fit: Fit.Ceiling));
        Assert.Equal(
            "Fit.Ceiling is for pooling; a convolution would read zeros where its last window hangs over. "
            + "Give them as padding at the bottom and on the right.",
            error.Message);
    }
}
