using Striate.Kernels.Update;

namespace Striate.Kernels.Tests.Update;

public class SgdKernelTests
{
    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(0.9f, false, 0)]
    [InlineData(0.9f, true, 0.01f)]
    public void Run_OddSizes_EqualsReference(float momentum, bool nesterov, float weightDecay)
    {
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var (w, g) = (Guarded.Numbers(length, 1), Guarded.Numbers(length, 2));
            var velocity = momentum == 0 ? [] : Guarded.Numbers(length, 3);
            var (wideW, wideV) = (Compare.Widen(w), Compare.Widen(velocity));
            SgdKernel.Reference.Run<double>(wideW, Compare.Widen(g), wideV, 0.1f, momentum, nesterov, weightDecay);

            var actualV = new Guarded(velocity.Length);
            velocity.CopyTo(actualV.Span);
            Compare.WithReference(length, wideW.CopyTo, actual =>
            {
                w.CopyTo(actual);
                SgdKernel.Run(actual, g, actualV.Span, 0.1f, momentum, nesterov, weightDecay);
            });
            actualV.AssertEqual(Array.ConvertAll(wideV, value => (float)value), 1e-6);
        }
    }

    [Fact]
    public void Run_MomentumWithoutVelocity_SaysWhatToGive()
    {
        var error = Assert.Throws<ShapeException>(() => SgdKernel.Run(new float[3], new float[3], [], 0.1f, 0.9f, false, 0));
        Assert.Equal("a momentum of 0.9 without a velocity. Give one of 3 zeros before the first step.", error.Message);
    }

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (w, v) = (Guarded.Numbers(70_001, 1), Guarded.Numbers(70_001, 2));
        SgdKernel.Run(w, Guarded.Numbers(w.Length, 3), v, 0.1f, 0.9f, true, 1e-3f);
        return [.. w, .. v];
    });
}
