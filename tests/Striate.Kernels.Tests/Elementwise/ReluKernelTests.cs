using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class ReluKernelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(17)]
    [InlineData(40_000)]
    public void BothDirections_OddSizes_EqualReference(int length)
    {
        var x = Guarded.Numbers(length, 1);
        var dy = Guarded.Numbers(length, 2);
        var (y, dx) = (new float[length], new float[length]);
        ReluKernel.Reference.Forward<float>(x, y);
        ReluKernel.Reference.Backward<float>(y, dy, dx);

        var (actualY, actualDx) = (new Guarded(length), new Guarded(length));
        ReluKernel.Forward(x, actualY.Span);
        ReluKernel.Backward(y, dy, actualDx.Span);
        actualY.AssertEqual(y, 0);
        actualDx.AssertEqual(dx, 0);
    }
}
