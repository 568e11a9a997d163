using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

public class Pool2dGeometryTests
{
    [Fact]
    public void Create_HalvingPool_HalvesAndPrintsItself()
    {
        var g = Pool2dGeometry.Create(1, 6, 28, 2, 2, 0, 1, Fit.Exact);
        Assert.Equal((14, 14), (g.Rows.Output, g.Columns.Output));
        Assert.Equal(0, g.MultiplyAdds);
        Assert.Equal("[1,6,28,28] -> [1,6,14,14], window 2×2, stride 2×2, pad 0", g.ToString());
    }

    [Fact]
    public void Create_PaddingBeyondHalfTheWindow_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => Pool2dGeometry.Create(1, 6, 28, 3, 2, 2, 1, Fit.Floor));
        Assert.Equal(
            "padding 2 and 2 around a pooling window of 3: at most half the window, 1. Use a smaller padding or a larger window.", error.Message);
    }

    [Fact]
    public void Create_ExactFitThatDoesNotFit_ShowsTheArithmetic()
    {
        var error = Assert.Throws<ShapeException>(() => Pool2dGeometry.Create(1, 6, 7, 2, 2, 0, 1, Fit.Exact));
        Assert.StartsWith("(7 − 2)/2 + 1 = 3.5 is no whole number.", error.Message, StringComparison.Ordinal);
    }

    // Sizes of PyTorch's max_pool2d with ceil_mode=True.
    [Theory]
    [InlineData(7, 3, 2, 0, 1, 3)] // Divides: nothing to round.
    [InlineData(8, 3, 2, 0, 1, 4)] // The last window hangs over by one.
    [InlineData(7, 2, 3, 1, 1, 3)] // A fourth would start at 9, in the padding behind the image.
    [InlineData(8, 2, 5, 0, 1, 2)] // A third would start behind the image.
    [InlineData(2, 2, 5, 1, 1, 1)]
    [InlineData(9, 3, 4, 1, 2, 3)]
    [InlineData(2, 3, 2, 0, 1, 1)] // The only window is longer than the image.
    public void Create_Ceiling_RoundsUpAsPyTorch(int input, int kernel, int stride, int padding, int dilation, int expected)
    {
        var rows = Pool2dGeometry.Create(1, 1, input, kernel, stride, padding, dilation, Fit.Ceiling).Rows;
        Assert.Equal(expected, rows.Output);
        Assert.InRange((rows.Output - 1) * stride, 0, input + padding - 1);
    }

    [Fact]
    public void Create_CeilingOfAWindowLongerByAStep_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => Pool2dGeometry.Create(1, 1, 2, 4, 2, 0, 1, Fit.Ceiling));
        Assert.Equal(
            "a window of 4 does not fit an input of 2 with padding 0 and 0. Give a larger input, a smaller kernel, or more padding.", error.Message);
    }

    [Fact]
    public void Create_NoChannels_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => Pool2dGeometry.Create(1, 0, 7, 2, 2, 0, 1, Fit.Floor));
        Assert.Equal("1 images of 0 channels: images must be at least 0, channels at least 1.", error.Message);
    }

    [Theory]
    [InlineData(7, 1, 7, 7)]
    [InlineData(6, 3, 2, 2)]
    [InlineData(10, 4, 2, 4)]
    public void AdaptiveWindow_SmallerOutput_CoversTheBins(int input, int output, int stride, int size)
    {
        var window = AdaptivePool2dGeometry.Create(1, 1, input, output).Window!.Value.Rows;
        Assert.Equal((output, stride, size), (window.Output, window.Stride, window.Size));
    }

    [Fact]
    public void AdaptiveWindow_LargerOutput_IsNone() => Assert.Null(AdaptivePool2dGeometry.Create(1, 1, 3, 5).Window);

    [Fact]
    public void AdaptiveCreate_EmptyOutput_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => AdaptivePool2dGeometry.Create(2, 3, 7, 0));
        Assert.Equal("2 images of 3 channels, 7×7 to 0×0: images must be at least 0, channels and sizes at least 1.", error.Message);
    }
}
