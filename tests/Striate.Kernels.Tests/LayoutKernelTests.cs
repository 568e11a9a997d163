namespace Striate.Kernels.Tests;

public class LayoutKernelTests
{
    [Theory]
    [InlineData(0, 3, 4)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 7)]
    [InlineData(2, 5, 1)]
    [InlineData(3, 31, 33)]
    [InlineData(2, 64, 65)]
    public void BothWays_OddSizes_EqualReferenceAndEachOther(int n, int channels, int pixels)
    {
        var x = Guarded.Numbers(n * channels * pixels, 1);
        var expected = new float[x.Length];
        LayoutKernel.Reference.ToChannelsLast<float>(n, channels, pixels, x, expected);
        var (last, back) = (new Guarded(x.Length), new Guarded(x.Length));
        LayoutKernel.ToChannelsLast(n, channels, pixels, x, last.Span);
        last.AssertEqual(expected, 0);
        LayoutKernel.ToRowMajor(n, channels, pixels, expected, back.Span);
        back.AssertEqual(x, 0);
    }

    [Theory]
    [InlineData(0, 3, 1, 4, 2, 2)]
    [InlineData(5, 3, 0, 7, 4, 3)]
    [InlineData(700, 40, 7, 40, 0, 33)]
    public void CopyColumns_OddSizes_EqualsReference(int rows, int xColumns, int xStart, int yColumns, int yStart, int count)
    {
        var x = Guarded.Numbers(rows * xColumns, 1);
        var expected = Guarded.Numbers(rows * yColumns, 2);
        var actual = new Guarded(expected.Length);
        expected.CopyTo(actual.Span);
        CopyColumnsKernel.Reference.Run<float>(x, xColumns, xStart, expected, yColumns, yStart, count);
        CopyColumnsKernel.Run(x, xColumns, xStart, actual.Span, yColumns, yStart, count);
        actual.AssertEqual(expected, 0);
    }

    [Fact]
    public void CopyColumns_RangeOutsideTheMatrix_IsAnError() =>
        Assert.Throws<ShapeException>(() => CopyColumnsKernel.Run(new float[6], 3, 2, new float[6], 3, 0, 2));
}
