using CsCheck;

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
    public void BothWays_OddSizes_EqualReferenceAndEachOther(int n, int channels, int pixels) => Check(n, channels, pixels);

    // Each number of channels up to sixteen is put together in a way of its own, or in one of a few.
    [Fact]
    public void BothWays_RandomSizes_EqualReferenceAndEachOther() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 20], Gen.Int[1, 80]).Sample((n, channels, pixels) => Check(n, channels, pixels), iter: 500);

    private static void Check(int n, int channels, int pixels)
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
}
