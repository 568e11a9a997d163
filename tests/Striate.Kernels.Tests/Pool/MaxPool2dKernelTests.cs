using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

public class MaxPool2dKernelTests
{
    [Fact]
    public void BothDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            Check(Pool2dGeometry.Create(2, channels, (7, 6), 3, 2, 1, 1, Fit.Floor));
            Check(Pool2dGeometry.Create(2, channels, (8, 6), 2, 2, 0, 1, Fit.Floor));
        }

        Check(Pool2dGeometry.Create(0, 3, 6, 2, 2, 0, 1, Fit.Floor));
    }

    // 2.4 million numbers, which are asked for ahead and, in windows side by side, stored past the caches.
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void BothDirections_MoreThanTheCachesKeep_EqualReference(int size, int stride) =>
        Check(Pool2dGeometry.Create(2, 48, (160, 154), size, stride, 0, 1, Fit.Floor));

    [Fact]
    public void BothDirections_RandomGeometries_EqualReference() => PoolGeometries.Any(mostDilation: 3).Sample(Check, iter: 300);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = Pool2dGeometry.Create(9, 20, 13, 3, 2, 1, 1, Fit.Floor);
        var (y, dx) = (new float[g.OutputLength], new float[g.InputLength]);
        var x = Guarded.Numbers((int)g.InputLength, 1);
        MaxPool2dKernel.Forward(g, x, y);
        MaxPool2dKernel.Backward(g, x, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });

    [Fact]
    public void Backward_EqualNumbers_FirstInReadingOrderReceives()
    {
        var g = Pool2dGeometry.Create(1, 1, 2, 2, 2, 0, 1, Fit.Floor);
        var dx = new float[4];
        MaxPool2dKernel.Backward(g, [1, 3, 3, 3], [5], dx);
        Assert.Equal([0, 5, 0, 0], dx);
        MaxPool2dKernel.Backward(g, [float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity], [5], dx);
        Assert.Equal([5, 0, 0, 0], dx);
    }

    [Theory]
    [InlineData(new[] { float.NaN, 3, 4, 3 }, 0)]
    [InlineData(new[] { float.NaN, 3, float.NaN, 5 }, 2)]
    [InlineData(new[] { 1, float.NaN, float.NaN, float.NaN }, 3)]
    public void Backward_NaN_LastReceives(float[] x, int place)
    {
        var g = Pool2dGeometry.Create(1, 1, 2, 2, 2, 0, 1, Fit.Floor);
        var (dx, expected) = (new float[4], new float[4]);
        expected[place] = 5;
        MaxPool2dKernel.Backward(g, x, [5], dx);
        Assert.Equal(expected, dx);
    }

    [Fact]
    public void Forward_NaN_IsPassedOn()
    {
        var g = Pool2dGeometry.Create(1, 1, (2, 4), 2, 2, 0, 1, Fit.Floor);
        var y = new float[2];
        MaxPool2dKernel.Forward(g, [1, float.NaN, 3, 4, 5, 6, 7, 8], y);
        Assert.Equal([float.NaN, 8], y);
    }

    [Fact]
    public void Forward_NegativeNumbersAndPadding_PaddingNeverWins()
    {
        var g = Pool2dGeometry.Create(1, 1, 1, 3, 1, 1, 1, Fit.Floor);
        var y = new float[1];
        MaxPool2dKernel.Forward(g, [-7], y);
        Assert.Equal([-7], y);
    }

    [Fact]
    public void Places_EqualNumbersAndNaN_AreThoseThatReceive()
    {
        var g = Pool2dGeometry.Create(1, 1, (2, 6), 2, 2, 0, 1, Fit.Floor);
        var places = new float[3];
        MaxPool2dKernel.Places(g, [1, 3, float.NaN, 2, -5, float.NegativeInfinity, 3, 3, float.NaN, 9, -4, -6], places);
        Assert.Equal([1, 8, 10], places);
    }

    [Fact]
    public void Places_MoreThanAFloatCounts_SaysSo() => Assert.Equal(
        "images of 5000×5000 have more places than the 16777216 that a float can count. Use smaller images.",
        Assert.Throws<ShapeException>(() => MaxPool2dKernel.Places(
            Pool2dGeometry.Create(1, 1, 5000, 5000, 5000, 0, 1, Fit.Floor), new float[25_000_000], new float[1])).Message);

    private static void Check(Pool2dGeometry g)
    {
        CheckPlaces(g);
        var x = Guarded.Numbers((int)g.InputLength, 1);
        var dy = Guarded.Numbers((int)g.OutputLength, 2);
        Compare.WithReference(
            dy.Length, y => MaxPool2dKernel.Reference.Forward(g, Compare.Widen(x), y), y => MaxPool2dKernel.Forward(g, x, y), 0);
        Compare.WithReference(
            x.Length,
            dx => MaxPool2dKernel.Reference.Backward(g, Compare.Widen(x), Compare.Widen(dy), dx),
            dx => MaxPool2dKernel.Backward(g, x, dy, dx));
        CheckBehindActivations(g, x, dy);
    }

    // A few whole numbers, so that maxima tie.
    private static void CheckPlaces(Pool2dGeometry g)
    {
        var x = Array.ConvertAll(Guarded.Numbers((int)g.InputLength, 1), value => MathF.Round(value * 3));
        Compare.WithReference(
            (int)g.OutputLength, places => MaxPool2dKernel.Reference.Places(g, Compare.Widen(x), places), places => MaxPool2dKernel.Places(g, x, places), 0);
    }

    // The images are outputs of an activation, and what comes out is the gradient of its inputs.
    private static void CheckBehindActivations(Pool2dGeometry g, float[] numbers, float[] dy)
    {
        foreach (var activation in new[] { Activation.Relu, Activation.Relu6 })
        {
            var x = new float[numbers.Length];
            EpilogueKernel.Run(1, x.Length, Array.ConvertAll(numbers, value => value * 8), new Epilogue { Activation = activation }, x);
            Compare.WithReference(
                x.Length,
                dx =>
                {
                    var behind = new double[x.Length];
                    MaxPool2dKernel.Reference.Backward(g, Compare.Widen(x), Compare.Widen(dy), behind);
                    ActivationKernel.Reference.Backward<double>(activation, Compare.Widen(x), behind, dx);
                },
                dx => MaxPool2dKernel.Backward(g, x, dy, dx, activation));
        }
    }
}
