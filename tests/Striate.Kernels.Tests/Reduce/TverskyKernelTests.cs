using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class TverskyKernelTests
{
    private const double Step = 1e-5;

    [Theory]
    [InlineData(0.5, 0.5, 0.5)]
    [InlineData(0.3, 0.7, 1)]
    public void BothDirections_OddSizes_EqualReference(double alpha, double beta, double smoothing)
    {
        var settings = new TverskySettings(alpha, beta, smoothing);
        foreach (var classes in new[] { 1, 2, 5, 17 })
        {
            foreach (var (images, pixels) in new[] { (1, 1), (2, 7), (3, 33) })
            {
                var (p, t) = (Shares(images * pixels * classes, 1), Shares(images * pixels * classes, 2));
                var (wide, targets) = (Compare.Widen(p), Compare.Widen(t));
                double Reference() => TverskyKernel.Reference.Forward<double>(images, pixels, classes, settings, wide, targets);
                Assert.Equal(Reference(), TverskyKernel.Forward(images, pixels, classes, settings, p, t), 2e-6);
                Compare.WithReference(
                    p.Length,
                    d =>
                    {
                        for (var i = 0; i < d.Length; i++)
                        {
                            var middle = wide[i];
                            wide[i] = middle + Step;
                            var above = Reference();
                            wide[i] = middle - Step;
                            d[i] = 3 * (above - Reference()) / (2 * Step);
                            wide[i] = middle;
                        }
                    },
                    d => TverskyKernel.Backward(images, pixels, classes, settings, p, t, 3, d),
                    1e-5);
            }
        }
    }

    [Fact]
    public void Forward_NaN_IsPassedOn() =>
        Assert.Equal(float.NaN, TverskyKernel.Forward(1, 2, 1, new TverskySettings(0.5, 0.5, 1), [float.NaN, 1], [1, 1]));

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var (p, t, d, settings) = (Shares(90_000, 1), Shares(90_000, 2), new float[90_000], new TverskySettings(0.3, 0.7, 1));
        TverskyKernel.Backward(2, 15_000, 3, settings, p, t, 1, d);
        return [TverskyKernel.Forward(2, 15_000, 3, settings, p, t), .. d];
    });

    [Fact]
    public void Forward_Nothing_SaysSo() => Assert.Equal(
        "0 images of 4 pixels and 2 classes are a batch of nothing: a mean needs at least one of each. Leave out empty batches.",
        Assert.Throws<ShapeException>(() => TverskyKernel.Forward(0, 4, 2, default, [], [])).Message);

    private static float[] Shares(int length, ulong seed) => Array.ConvertAll(Guarded.Numbers(length, seed), value => (value + 1) / 2);
}
