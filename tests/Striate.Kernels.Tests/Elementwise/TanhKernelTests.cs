using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Elementwise;

public class TanhKernelTests
{
    [Fact]
    public void BothDirections_OddSizes_EqualReference()
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var x = Array.ConvertAll(Guarded.Numbers(length, 1), value => value * 12);
            var dy = Guarded.Numbers(length, 2);
            Compare.WithReference(length, y => TanhKernel.Reference.Forward(Compare.Widen(x), y), y => TanhKernel.Forward(x, y));

            var outputs = new float[length];
            TanhKernel.Forward(x, outputs);
            Compare.WithReference(
                length,
                dx => TanhKernel.Reference.Backward(Compare.Widen(outputs), Compare.Widen(dy), dx),
                dx => TanhKernel.Backward(outputs, dy, dx));
        }
    }

    [Fact]
    public void Forward_ExtremeNumbers_ReachOneAndNoFurther()
    {
        float[] y = [float.NegativeInfinity, -1000, 0, 1000, float.PositiveInfinity, float.NaN];
        TanhKernel.Forward(y, y);
        Assert.Equal([-1, -1, 0, 1, 1, float.NaN], y);
    }

    [Fact]
    public void Forward_AllMagnitudes_RelativeErrorIsSmall()
    {
        var x = Enumerable.Range(-400_000, 500_000).Select(i => MathF.Exp(i * 2e-5f)).ToArray();
        var y = new float[x.Length];
        TanhKernel.Forward(x, y);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = Math.Tanh(x[i]);
            Assert.True(Math.Abs(y[i] - expected) <= 5e-7 * expected && y[i] <= 1, $"tanh({x[i]}) = {expected}, got {y[i]}.");
        }
    }

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (y, dx) = (new float[70_001], new float[70_001]);
        TanhKernel.Forward(Guarded.Numbers(y.Length, 1), y);
        TanhKernel.Backward(y, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });
}
