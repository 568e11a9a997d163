using Striate.Kernels.Conv;

namespace Striate.Kernels.Tests.Conv;

public class PaddingTests
{
    // Input, kernel, stride, dilation; before and after. With stride 1 PyTorch's rule, with more TensorFlow's.
    [Theory]
    [InlineData(7, 3, 1, 1, 1, 1)]
    [InlineData(7, 4, 1, 1, 1, 2)]
    [InlineData(7, 4, 1, 2, 3, 3)]
    [InlineData(224, 3, 2, 1, 0, 1)]
    [InlineData(7, 3, 2, 1, 1, 1)]
    [InlineData(6, 2, 3, 1, 0, 0)]
    public void Same_AnySizes_LargerHalfAfterAndOutputOfInputOverStride(int input, int kernel, int stride, int dilation, int before, int after)
    {
        var padding = Padding2d.Same.For((input, 1), (kernel, 1), (stride, 1), (dilation, 1));
        Assert.Equal(new Padding2d(before, after, 0, 0), padding);
        var rows = Conv2dGeometry.Create(1, 1, (input, 1), 1, (kernel, 1), (stride, 1), Padding2d.Same, (dilation, 1), 1, Fit.Floor).Rows;
        Assert.Equal((input + stride - 1) / stride, rows.Output);
    }

    [Fact]
    public void ToString_AnyPadding_IsTheShortest()
    {
        Assert.Equal(["same", "2", "1,2"], new[] { Padding1d.Same, 2, (1, 2) }.Select(padding => $"{padding}"));
        Assert.Equal(["same", "2", "1×2", "1,2,3,4"], new[] { Padding2d.Same, 2, (1, 2), new(1, 2, 3, 4) }.Select(padding => $"{padding}"));
        Assert.Equal(["same", "2", "1×2×3", "1,2,0,0,3,3"], new[] { Padding3d.Same, 2, (1, 2, 3), new(1, 2, (0, 3)) }.Select(padding => $"{padding}"));
    }

    [Fact]
    public void Valid_IsNone() => Assert.Equal((0, 0, 0), (Padding1d.Valid.Before, Padding2d.Valid.Top, Padding3d.Valid.Front));

    [Fact]
    public void Same_StrideZero_IsLeftToTheGeometry() => Assert.Contains(
        "stride 0", Assert.Throws<ShapeException>(() => Conv2dGeometry.Create(1, 1, 5, 1, 3, 0, Padding2d.Same, 1, 1, Fit.Floor)).Message, StringComparison.Ordinal);
}
