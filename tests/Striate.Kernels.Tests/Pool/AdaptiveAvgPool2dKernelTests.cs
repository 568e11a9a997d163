using CsCheck;
using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

public class AdaptiveAvgPool2dKernelTests
{
    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            Check(AdaptivePool2dGeometry.Create(2, channels, (7, 6), 1));
        }

        Check(AdaptivePool2dGeometry.Create(0, 3, 6, 2));
    }

    [Fact]
    public void BothDirections_RandomGeometries_EqualReference() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 20], Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12]), Gen.Select(Gen.Int[1, 14], Gen.Int[1, 14]))
            .Sample((n, channels, input, output) => Check(AdaptivePool2dGeometry.Create(n, channels, input, output)), iter: 200);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = AdaptivePool2dGeometry.Create(9, 20, 13, 5);
        var (y, dx) = (new float[g.OutputLength], new float[g.InputLength]);
        AdaptiveAvgPool2dKernel.Forward(g, Guarded.Numbers(dx.Length, 1), y);
        AdaptiveAvgPool2dKernel.Backward(g, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });

    private static void Check(AdaptivePool2dGeometry g)
    {
        var x = Guarded.Numbers((int)g.InputLength, 1);
        var dy = Guarded.Numbers((int)g.OutputLength, 2);
        Compare.WithReference(
            dy.Length, y => AdaptiveAvgPool2dKernel.Reference.Forward(g, Compare.Widen(x), y), y => AdaptiveAvgPool2dKernel.Forward(g, x, y), scale: 1);
        Compare.WithReference(
            x.Length,
            dx => AdaptiveAvgPool2dKernel.Reference.Backward(g, Compare.Widen(dy), dx),
            dx => AdaptiveAvgPool2dKernel.Backward(g, dy, dx),
            scale: 1);
    }
}
