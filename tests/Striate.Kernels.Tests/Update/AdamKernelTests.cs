using Striate.Kernels.Update;

namespace Striate.Kernels.Tests.Update;

public class AdamKernelTests
{
    [Theory]
    [InlineData(false, 0, 1)]
    [InlineData(false, 0.01f, 2)]
    [InlineData(true, 0.01f, 1000)]
    public void Run_OddSizes_EqualsReference(bool decoupled, float weightDecay, int step)
    {
        var settings = new AdamSettings(0.01f, 0.9f, 0.999f, 1e-8f, weightDecay, decoupled, step);
        foreach (var length in Compare.OddSizes.Append(40_000))
        {
            var (w, g, m) = (Guarded.Numbers(length, 1), Guarded.Numbers(length, 2), Guarded.Numbers(length, 3));
            var v = Array.ConvertAll(Guarded.Numbers(length, 4), value => (value * value) + 0.01f);
            var (wideW, wideM, wideV) = (Compare.Widen(w), Compare.Widen(m), Compare.Widen(v));
            AdamKernel.Reference.Run<double>(wideW, Compare.Widen(g), wideM, wideV, settings);

            var (actualM, actualV) = (new Guarded(length), new Guarded(length));
            m.CopyTo(actualM.Span);
            v.CopyTo(actualV.Span);
            Compare.WithReference(length, wideW.CopyTo, actual =>
            {
                w.CopyTo(actual);
                AdamKernel.Run(actual, g, actualM.Span, actualV.Span, settings);
            });
            actualM.AssertEqual(Array.ConvertAll(wideM, value => (float)value), 1e-6);
            actualV.AssertEqual(Array.ConvertAll(wideV, value => (float)value), 1e-6);
        }
    }

    [Fact]
    public void Run_StepZero_IsAnError() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        AdamKernel.Run(new float[1], new float[1], new float[1], new float[1], new AdamSettings(0.1f, 0.9f, 0.999f, 1e-8f, 0, false, 0)));

    [Fact]
    public void Run_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (w, m, v) = (Guarded.Numbers(70_001, 1), new float[70_001], new float[70_001]);
        AdamKernel.Run(w, Guarded.Numbers(w.Length, 3), m, v, new AdamSettings(0.1f, 0.9f, 0.999f, 1e-8f, 0.01f, true, 1));
        return [.. w, .. m, .. v];
    });
}
