using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class ReluKernelTests
{
    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0.5f)]
    public void BothDirections_OddSizes_EqualReference(float ceiling)
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var x = Guarded.Numbers(length, 1);
            var dy = Guarded.Numbers(length, 2);
            var (y, dx) = (new float[length], new float[length]);
            ReluKernel.Reference.Forward(x, y, ceiling);
            ReluKernel.Reference.Backward(y, dy, dx, ceiling);

            var (actualY, actualDx) = (new Guarded(length), new Guarded(length));
            ReluKernel.Forward(x, actualY.Span, ceiling);
            ReluKernel.Backward(y, dy, actualDx.Span, ceiling);
            actualY.AssertEqual(y, 0);
            actualDx.AssertEqual(dx, 0);
        }
    }

    // The same numbers in whole vectors and in the remainder.
    [Fact]
    public void BothDirections_NumbersAtTheBounds_HaveNoGradient()
    {
        float[] x = [.. Enumerable.Repeat<float[]>([float.NegativeInfinity, -1, 0, 3, 6, 7, float.PositiveInfinity, float.NaN], 3).SelectMany(part => part), 6];
        var (y, dx) = (new float[x.Length], new float[x.Length]);
        ReluKernel.Forward(x, y, 6);
        Assert.Equal([.. Enumerable.Repeat<float[]>([0, 0, 0, 3, 6, 6, 6, float.NaN], 3).SelectMany(part => part), 6], y);
        Array.Fill(dx, 2);
        ReluKernel.Backward(y, dx, dx, 6);
        Assert.Equal([.. Enumerable.Repeat<float[]>([0, 0, 0, 2, 0, 0, 0, 0], 3).SelectMany(part => part), 0], dx);
    }
}
