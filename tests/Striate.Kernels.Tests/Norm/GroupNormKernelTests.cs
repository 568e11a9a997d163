using CsCheck;
using Striate.Kernels.Norm;

namespace Striate.Kernels.Tests.Norm;

public class GroupNormKernelTests
{
    private const double Epsilon = 1e-3;

    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            foreach (var places in new[] { 2, 7, 65 })
            {
                Check(GroupNormGeometry.Create(2, places, channels, 1), affine: true);
                Check(GroupNormGeometry.Create(2, places, channels, channels), affine: false);
            }
        }

        Check(GroupNormGeometry.Create(0, 4, 6, 3), affine: true);
        Check(GroupNormGeometry.Create(1, 4000, 12, 3), affine: true);
    }

    [Fact]
    public void BothDirections_RandomSizes_EqualReference() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[2, 90], Gen.Int[1, 6], Gen.Int[1, 8], Gen.Bool)
            .Sample((n, places, groups, channels, affine) => Check(GroupNormGeometry.Create(n, places, groups * channels, groups), affine), iter: 60);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits()
    {
        // Samples in parallel, and the rows of a single one.
        foreach (var n in new[] { 5, 1 })
        {
            Compare.AnyThreads(() =>
            {
                var g = GroupNormGeometry.Create(n, 2000, 24, 4);
                var (x, dy, gamma) = (Guarded.Numbers((int)g.Length, 1), Guarded.Numbers((int)g.Length, 2), Guarded.Numbers(24, 3));
                var (y, dx, statistics) = (new float[x.Length], new float[x.Length], new float[g.StatisticsLength]);
                var (dgamma, dbeta) = (new float[24], new float[24]);
                GroupNormKernel.Forward(g, Epsilon, x, gamma, gamma, y, statistics);
                GroupNormKernel.Backward(g, Epsilon, x, gamma, statistics, dy, dgamma, dbeta, dx);
                return [.. y, .. statistics, .. dgamma, .. dbeta, .. dx];
            });
        }
    }

    [Fact]
    public void Forward_NaN_StaysInItsGroup()
    {
        var g = GroupNormGeometry.Create(1, 2, 2, 2);
        var (y, statistics) = (new float[4], new float[4]);
        GroupNormKernel.Forward(g, Epsilon, [float.NaN, 1, 2, 3], [], [], y, statistics);
        Assert.Equal([true, false, true, false], y.Select(float.IsNaN));
    }

    [Fact]
    public void Create_GroupsThatDoNotDivide_SaysSo() => Assert.Equal(
        "6 channels of 4 place(s) in 4 group(s): all must be at least 1, and groups must divide the channels.",
        Assert.Throws<ShapeException>(() => GroupNormGeometry.Create(1, 4, 6, 4)).Message);

    private static void Check(GroupNormGeometry g, bool affine)
    {
        var (x, dy) = (Guarded.Numbers((int)g.Length, 1), Guarded.Numbers((int)g.Length, 2));
        var (gamma, beta) = (affine ? Guarded.Numbers(g.Channels, 3) : [], affine ? Guarded.Numbers(g.Channels, 4) : []);

        // Apart from zero, so that a wrong mean shows.
        x = Array.ConvertAll(x, value => value + 2);
        var (y, statistics) = (new double[x.Length], new double[g.StatisticsLength]);
        GroupNormKernel.Reference.Forward(g, Epsilon, Compare.Widen(x), Compare.Widen(gamma), Compare.Widen(beta), y, statistics);
        Compare.WithReference(
            x.Length, y.CopyTo, actual => GroupNormKernel.Forward(g, Epsilon, x, gamma, beta, actual, new float[g.StatisticsLength]), 2e-5, scale: 1);
        Compare.WithReference(
            g.StatisticsLength, statistics.CopyTo, actual => GroupNormKernel.Forward(g, Epsilon, x, gamma, beta, new float[x.Length], actual), 1e-5, scale: 1);

        var narrow = Array.ConvertAll(statistics, value => (float)value);
        var (dgamma, dbeta, dx) = (new double[g.Channels], new double[g.Channels], new double[x.Length]);
        GroupNormKernel.Reference.Backward(g, Epsilon, Compare.Widen(x), Compare.Widen(gamma), statistics, Compare.Widen(dy), dgamma, dbeta, dx);
        var (unused, none) = (new float[g.Channels], new float[x.Length]);
        Compare.WithReference(
            g.Channels, dgamma.CopyTo, d => GroupNormKernel.Backward(g, Epsilon, x, gamma, narrow, dy, d, unused, []), 2e-5, scale: 1);
        Compare.WithReference(
            g.Channels, dbeta.CopyTo, d => GroupNormKernel.Backward(g, Epsilon, x, gamma, narrow, dy, unused, d, none), 2e-5, scale: 1);
        Compare.WithReference(
            x.Length,
            dx.CopyTo,
            actual =>
            {
                // In place, as on the tape.
                dy.CopyTo(actual);
                GroupNormKernel.Backward(g, Epsilon, x, gamma, narrow, actual, unused, new float[g.Channels], actual);
            },
            5e-5,
            scale: 1);
    }
}
