using CsCheck;
using Striate.Kernels.Norm;

namespace Striate.Kernels.Tests.Norm;

public class LocalResponseNormKernelTests
{
    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes)
        {
            foreach (var size in new[] { 1, 2, 5, 40 })
            {
                Check(3, channels, LocalResponseNormSettings.Create(size, 0.5, 0.75, 2));
            }
        }

        Check(0, 3, LocalResponseNormSettings.Create(5, 1e-4, 0.75, 1));
    }

    [Fact]
    public void BothDirections_RandomSettings_EqualReference() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 40], Gen.Int[1, 9], Gen.Double[0, 2], Gen.Double[0.1, 1.5], Gen.Double[0.5, 3])
            .Sample((rows, channels, size, alpha, beta, k) => Check(rows, channels, LocalResponseNormSettings.Create(size, alpha, beta, k)), iter: 100);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var settings = LocalResponseNormSettings.Create(5, 0.5, 0.75, 1);
        var x = Guarded.Numbers(3000 * 21, 1);
        var (y, dx) = (new float[x.Length], new float[x.Length]);
        LocalResponseNormKernel.Forward(3000, 21, settings, x, y);
        LocalResponseNormKernel.Backward(3000, 21, settings, x, Guarded.Numbers(x.Length, 2), dx);
        return [.. y, .. dx];
    });

    [Fact]
    public void Create_NoChannels_SaysSo()
    {
        var error = Assert.Throws<ShapeException>(() => LocalResponseNormSettings.Create(0, 1, 1, 1));
        Assert.Equal("a local response normalisation over 0 channels; size must be at least 1.", error.Message);
    }

    private static void Check(int rows, int channels, LocalResponseNormSettings settings)
    {
        var (x, dy) = (Guarded.Numbers(rows * channels, 1), Guarded.Numbers(rows * channels, 2));
        Compare.WithReference(
            x.Length,
            y => LocalResponseNormKernel.Reference.Forward(channels, settings, Compare.Widen(x), y),
            y => LocalResponseNormKernel.Forward(rows, channels, settings, x, y));
        Compare.WithReference(
            x.Length,
            dx => LocalResponseNormKernel.Reference.Backward(channels, settings, Compare.Widen(x), Compare.Widen(dy), dx),
            dx => LocalResponseNormKernel.Backward(rows, channels, settings, x, dy, dx));
    }
}
