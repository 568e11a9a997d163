using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Elementwise;
using Striate.Kernels.Pool;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Tests.Conv;

/// <summary>A convolution with max pooling in one gives what both give one after the other.</summary>
public class Conv2dKernelPooledTests
{
    [Theory]
    [InlineData(4, 1, 28, 28, 6, 5, 1, 2)]
    [InlineData(2, 3, 32, 32, 3, 5, 1, 0)]
    [InlineData(3, 1, 9, 29, 1, 3, 1, 0)]
    [InlineData(2, 2, 40, 19, 2, 3, 2, 1)]
    [InlineData(1, 1, 5, 70, 5, 1, 1, 3)]
    [InlineData(0, 1, 28, 28, 6, 5, 1, 2)]
    [InlineData(1, 1, 70, 700, 3, 3, 1, 1)]
    public void BothDirections_KnownLayers_EqualOneAfterTheOther(int n, int inChannels, int height, int width, int outChannels, int kernel, int stride, int padding) =>
        Check(Conv2dGeometry.Create(n, inChannels, (height, width), outChannels, kernel, (stride, 1), padding, 1, 1, Fit.Floor), 0);

    // Of few whole numbers many are equal, and pooling has to choose as it always does.
    [Fact]
    public void BothDirections_RandomGeometriesAndEqualNumbers_EqualOneAfterTheOther() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[6, 20], Gen.Int[16, 80]),
            Gen.Select(Gen.Int[1, 5], Gen.Int[1, 7], Gen.Int[1, 3], Gen.Int[1, 7]),
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 2]))
        .Where((sizes, window, more) =>
            window.Item1 + window.Item3 <= sizes.Item3 + more.Item1 + more.Item2 && window.Item2 + 15 <= sizes.Item4 + more.Item1 + more.Item2
            && window.Item1 * window.Item2 > 1)
        .Select((sizes, window, more) => (Geometry: Conv2dGeometry.Create(
            sizes.Item1, sizes.Item2, (sizes.Item3, sizes.Item4), window.Item4, (window.Item1, window.Item2), (window.Item3, 1),
            new Padding2d(more.Item1, more.Item2, more.Item2, more.Item1), 1, 1, Fit.Floor), Steps: more.Item3))
        .Sample(c => Check(c.Geometry, c.Steps), iter: 300);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = Conv2dGeometry.Create(9, 1, 28, 3, 5, 1, 2, 1, 1, Fit.Floor);
        if (!Conv2dKernel.CanPool(g, PoolOf(g)))
        {
            Assert.Equal(1, Simd.Width);
            return [];
        }

        var (y, places, dw) = (new float[PoolOf(g).OutputLength], new float[Conv2dKernel.PlacesLength(g)], new float[g.FilterLength]);
        var x = Guarded.Numbers((int)g.InputLength, 1);
        Conv2dKernel.ForwardPooled(g, x, Guarded.Numbers(dw.Length, 2), default, y, places);
        Conv2dKernel.BackwardFilterPooled(g, x, Guarded.Numbers(y.Length, 3), places, dw);
        return [.. y, .. dw];
    });

    // Few are fewer than a vector has lanes.
    [Theory]
    [InlineData(-1, 28, 2, 2, 0, 1, Fit.Floor, true)]
    [InlineData(-1, 29, 2, 2, 0, 1, Fit.Floor, true)]
    [InlineData(-1, 29, 2, 2, 0, 1, Fit.Ceiling, false)]
    [InlineData(-1, 28, 3, 2, 0, 1, Fit.Floor, false)]
    [InlineData(-1, 28, 2, 1, 0, 1, Fit.Floor, false)]
    [InlineData(-1, 28, 2, 2, 1, 1, Fit.Floor, false)]
    [InlineData(-1, 28, 2, 2, 0, 2, Fit.Floor, false)]
    [InlineData(0, 28, 2, 2, 0, 1, Fit.Floor, false)]
    public void CanPool_WindowsSideBySideOfFewFilters_AreWhatItCan(int more, int size, int window, int stride, int padding, int dilation, Fit fit, bool expected)
    {
        var filters = Math.Max(Simd.Width + more, 1);
        var g = Conv2dGeometry.Create(2, 1, size, filters, 3, 1, 1, 1, 1, Fit.Floor);
        var pool = Pool2dGeometry.Create(2, filters, size, window, stride, padding, dilation, fit);
        Assert.Equal(expected && Simd.Width > 1, Conv2dKernel.CanPool(g, pool));
    }

    [Fact]
    public void ForwardPooled_OfWhatItCannot_SaysWhomToAsk()
    {
        var g = Conv2dGeometry.Create(1, 1, 6, 3, 3, 2, 1, 1, 1, Fit.Floor);
        Assert.False(Conv2dKernel.CanPool(g, PoolOf(g)));
        foreach (var run in new Action[]
        {
            () => Conv2dKernel.PlacesLength(g),
            () => Conv2dKernel.ForwardPooled(g, new float[36], new float[27], default, new float[3], []),
            () => Conv2dKernel.BackwardFilterPooled(g, new float[36], new float[3], new float[3], new float[27]),
            () => Conv2dKernel.ForwardPooled(Conv2dKernel.PackPooled(g, new float[27]), new float[36], default, new float[3]),
        })
        {
            Assert.Equal(
                "[1,1,6,6] * [3,1,3,3] -> [1,3,3,3], stride 2, pad 1: pooling cannot be computed along with this convolution. Ask CanPool first.",
                Assert.Throws<ShapeException>(run).Message);
        }
    }

    [Fact]
    public void ForwardPooled_WrongLengthsOrFilters_AreErrors()
    {
        var g = Conv2dGeometry.Create(1, 1, (6, 20), 3, 3, 1, 1, 1, 1, Fit.Floor);
        if (!Conv2dKernel.CanPool(g, PoolOf(g)))
        {
            Assert.Equal(1, Simd.Width);
            return;
        }

        var (x, w, y, places) = (new float[120], new float[27], new float[90], new float[Conv2dKernel.PlacesLength(g)]);
        Assert.Throws<ShapeException>(() => Conv2dKernel.ForwardPooled(g, x.AsSpan(1), w, default, y, places));
        Assert.Throws<ShapeException>(() => Conv2dKernel.ForwardPooled(g, x, w.AsSpan(1), default, y, places));
        Assert.Throws<ShapeException>(() => Conv2dKernel.ForwardPooled(g, x, w, default, y.AsSpan(1), places));
        Assert.Throws<ShapeException>(() => Conv2dKernel.ForwardPooled(g, x, w, default, y, places.AsSpan(1)));
        Assert.Throws<ShapeException>(() => Conv2dKernel.ForwardPooled(g, x, w, new Epilogue { Residual = y }, y, places));
        Assert.Throws<ShapeException>(() => Conv2dKernel.BackwardFilterPooled(g, x, y, places.AsSpan(1), w));
        Assert.Throws<ShapeException>(() => Conv2dKernel.BackwardFilterPooled(g, x, y, places, w.AsSpan(1)));
        var wide = Conv2dKernel.Pack(Conv2dGeometry.Create(1, 3, 8, 64, 1, 1, 0, 1, 1, Fit.Floor), new float[192]);
        Assert.Contains("PackPooled", Assert.Throws<ArgumentException>(() => Conv2dKernel.ForwardPooled(wide, x, default, y)).Message, StringComparison.Ordinal);
    }

    private static Pool2dGeometry PoolOf(in Conv2dGeometry g) =>
        Pool2dGeometry.Create(g.N, g.OutChannels, (g.Rows.Output, g.Columns.Output), 2, 2, 0, 1, Fit.Floor);

    // With steps, numbers are whole multiples of 1/steps.
    private static void Check(Conv2dGeometry g, int steps)
    {
        var pool = PoolOf(g);
        if (!Conv2dKernel.CanPool(g, pool))
        {
            Assert.True(Simd.Width < 16, $"{g} should be pooled along with the convolution.");
            return;
        }

        var (x, w) = (Numbers(g.InputLength, 1), Numbers(g.FilterLength, 2));
        var (scale, shift, dz) = (Numbers(g.OutChannels, 3), Numbers(g.OutChannels, 4), Numbers(pool.OutputLength, 5));
        foreach (var activation in Enum.GetValues<Activation>())
        {
            var (y, z, dy, dw) = (new float[g.OutputLength], new float[pool.OutputLength], new float[g.OutputLength], new float[g.FilterLength]);
            var epilogue = new Epilogue { Scale = steps == 1 ? [] : scale, Shift = shift, Activation = activation };
            Conv2dKernel.Forward(g, x, w, epilogue, y);
            MaxPool2dKernel.Forward(pool, y, z);
            MaxPool2dKernel.Backward(pool, y, dz, dy, activation);
            Conv2dKernel.BackwardFilter(g, x, dy, dw);

            SpoilScratch();
            var (maxima, withoutPlaces, byPacked) = (new Guarded(z.Length), new Guarded(z.Length), new Guarded(z.Length));
            var places = new Guarded(Conv2dKernel.PlacesLength(g));
            Conv2dKernel.ForwardPooled(g, x, w, epilogue, maxima.Span, places.Span);
            maxima.AssertEqual(z, 0);
            places.AssertEqual(places.Span, 0);
            Conv2dKernel.ForwardPooled(g, x, w, epilogue, withoutPlaces.Span, []);
            withoutPlaces.AssertEqual(z, 0);
            Conv2dKernel.ForwardPooled(Conv2dKernel.PackPooled(g, w), x, epilogue, byPacked.Span);
            byPacked.AssertEqual(z, 0);

            SpoilScratch();
            var (open, gradient) = ((float[])dz.Clone(), new Guarded(dw.Length));
            ActivationKernel.Backward(activation, z, open, open);
            Conv2dKernel.BackwardFilterPooled(g, x, open, places.Span, gradient.Span);
            gradient.AssertEqual(dw, 2e-5, scale: 1);
        }

        float[] Numbers(long length, ulong seed)
        {
            var numbers = Guarded.Numbers((int)length, seed);
            return steps == 0 ? numbers : Array.ConvertAll(numbers, number => MathF.Round(number * steps) / steps);
        }
    }

    // What a kernel reads before it wrote it shows as NaN.
    private static void SpoilScratch()
    {
        using var scratch = Scratch.Rent(256 * 1024);
        scratch.Span.Fill(float.NaN);
    }
}
