using CsCheck;
using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

public class AdaptiveMaxPool2dKernelTests
{
    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            Check(AdaptivePool2dGeometry.Create(2, channels, (7, 6), 1));
            Check(AdaptivePool2dGeometry.Create(2, channels, (4, 6), (2, 3)));
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
        var x = Guarded.Numbers(dx.Length, 1);
        AdaptiveMaxPool2dKernel.Forward(g, x, y);
        AdaptiveMaxPool2dKernel.Backward(g, x, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });

    [Fact]
    public void Forward_NaN_IsPassedOn()
    {
        var y = new float[2];
        AdaptiveMaxPool2dKernel.Forward(AdaptivePool2dGeometry.Create(1, 1, (1, 4), (1, 2)), [1, float.NaN, 3, 4], y);
        Assert.Equal([float.NaN, 4], y);
    }

    private static void Check(AdaptivePool2dGeometry g)
    {
        // A few whole numbers, so that maxima tie.
        var x = Array.ConvertAll(Guarded.Numbers((int)g.InputLength, 1), value => MathF.Round(value * 4));
        var dy = Guarded.Numbers((int)g.OutputLength, 2);
        Compare.WithReference(
            dy.Length, y => AdaptiveMaxPool2dKernel.Reference.Forward(g, Compare.Widen(x), y), y => AdaptiveMaxPool2dKernel.Forward(g, x, y), 0);
        Compare.WithReference(
            x.Length,
            dx => AdaptiveMaxPool2dKernel.Reference.Backward(g, Compare.Widen(x), Compare.Widen(dy), dx),
            dx => AdaptiveMaxPool2dKernel.Backward(g, x, dy, dx), scale: 1);
    }
}
