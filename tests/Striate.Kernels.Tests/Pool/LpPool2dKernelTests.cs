using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

public class LpPool2dKernelTests
{
    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            Check(Pool2dGeometry.Create(2, channels, (7, 6), 3, 2, 0, 1, Fit.Floor), 2);
        }

        Check(Pool2dGeometry.Create(0, 3, 6, 2, 2, 0, 1, Fit.Floor), 2);
    }

    [Fact]
    public void BothDirections_RandomGeometries_EqualReference() =>
        Gen.Select(PoolGeometries.Any(mostDilation: 1), Gen.Float[1, 5]).Sample(Check, iter: 100);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = Pool2dGeometry.Create(5, 20, 13, 3, 2, 0, 1, Fit.Floor);
        var (y, dx) = (new float[g.OutputLength], new float[g.InputLength]);
        var x = Guarded.Numbers(dx.Length, 1);
        LpPool2dKernel.Forward(g, 2, x, y);
        LpPool2dKernel.Backward(g, 2, x, y, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });

    [Fact]
    public void BothDirections_ZerosAndNaN_ZeroGradientAndPassedOn()
    {
        var g = Pool2dGeometry.Create(1, 1, (1, 4), (1, 2), 2, 0, 1, Fit.Floor);
        var (y, dx) = (new float[2], new float[4]);
        LpPool2dKernel.Forward(g, 2, [0, 0, float.NaN, 1], y);
        Assert.Equal([0, float.NaN], y);
        LpPool2dKernel.Backward(g, 2, [0, 0, 3, 4], [0, 5], [1, 1], dx);
        Guarded.AssertClose([0, 0, 0.6f, 0.8f], dx, 1e-6);
    }

    private static void Check(Pool2dGeometry g, float p)
    {
        // Away from zero, where slopes are steep and rounding is blown up.
        var x = Array.ConvertAll(Guarded.Numbers((int)g.InputLength, 1), value => value + (value < 0 ? -0.25f : 0.25f));
        var dy = Guarded.Numbers((int)g.OutputLength, 2);
        var y = new double[dy.Length];
        LpPool2dKernel.Reference.Forward(g, p, Compare.Widen(x), y);
        Compare.WithReference(dy.Length, y.CopyTo, actual => LpPool2dKernel.Forward(g, p, x, actual), 1e-5, scale: 1);
        Compare.WithReference(
            x.Length,
            dx => LpPool2dKernel.Reference.Backward(g, p, Compare.Widen(x), y, Compare.Widen(dy), dx),
            dx => LpPool2dKernel.Backward(g, p, x, Array.ConvertAll(y, value => (float)value), dy, dx), 1e-5, scale: 1);
    }
}
