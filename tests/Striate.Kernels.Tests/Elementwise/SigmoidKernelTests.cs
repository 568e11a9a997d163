using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class SigmoidKernelTests
{
    [Fact]
    public void BothDirections_OddSizes_EqualReference()
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var x = Array.ConvertAll(Guarded.Numbers(length, 1), value => value * 12);
            var dy = Guarded.Numbers(length, 2);
            Compare.WithReference(length, y => SigmoidKernel.Reference.Forward(Compare.Widen(x), y), y => SigmoidKernel.Forward(x, y));

            var outputs = new float[length];
            SigmoidKernel.Forward(x, outputs);
            Compare.WithReference(
                length,
                dx => SigmoidKernel.Reference.Backward(Compare.Widen(outputs), Compare.Widen(dy), dx),
                dx => SigmoidKernel.Backward(outputs, dy, dx));
        }
    }

    [Fact]
    public void Forward_ExtremeNumbers_StayFinite()
    {
        float[] y = [float.NegativeInfinity, -1000, 0, 1000, float.PositiveInfinity];
        SigmoidKernel.Forward(y, y);
        Assert.Equal([0, 0, 0.5f, 1, 1], y);
    }

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (y, dx) = (new float[70_001], new float[70_001]);
        SigmoidKernel.Forward(Guarded.Numbers(y.Length, 1), y);
        SigmoidKernel.Backward(y, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });
}
