using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Threading;

namespace Striate.Kernels.Tests.Conv;

public class Conv2dKernelTests
{
    // A geometry is tried in all three directions, with a bias and without.
    private static readonly Gen<Conv2dGeometry> Geometries =
        Gen.Select(
            Gen.Select(Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[1, 20], Gen.Int[1, 3]),
            Gen.Select(Gen.Int[1, 14], Gen.Int[1, 14], Gen.Int[1, 5], Gen.Int[1, 5]),
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[1, 2]),
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3]))
        .Where((channels, sizes, steps, padding) =>
            (steps.Item3 * (sizes.Item3 - 1)) + 1 <= sizes.Item1 + padding.Item1 + padding.Item2
            && (steps.Item4 * (sizes.Item4 - 1)) + 1 <= sizes.Item2 + padding.Item3 + padding.Item4)
        .Select((channels, sizes, steps, padding) => Conv2dGeometry.Create(
            channels.Item1, channels.Item2 * channels.Item4, (sizes.Item1, sizes.Item2), channels.Item3 * channels.Item4,
            (sizes.Item3, sizes.Item4), (steps.Item1, steps.Item2),
            new Padding2d(padding.Item1, padding.Item2, padding.Item3, padding.Item4), (steps.Item3, steps.Item4), channels.Item4, Fit.Floor));

    public static TheoryData<int, int, int, int, int, int, int> Layers() => new()
    {
        // N, Cin, size, Cout, kernel, stride, padding
        { 0, 3, 8, 4, 3, 1, 1 },
        { 1, 1, 1, 1, 1, 1, 0 },
        { 4, 1, 28, 6, 5, 1, 2 },
        { 4, 6, 14, 16, 5, 1, 0 },
        { 1, 3, 63, 20, 11, 4, 2 },
        { 1, 3, 40, 17, 7, 2, 3 },
        { 2, 64, 9, 48, 3, 1, 1 },
        { 2, 40, 8, 33, 1, 1, 0 },
        { 2, 40, 9, 33, 1, 2, 0 },

        // 1×1 filters by sixteens: in rows of a picture each and of several, of one pixel, with few and with more channels.
        { 0, 16, 5, 32, 1, 1, 0 },
        { 1, 5, 1, 16, 1, 1, 0 },
        { 3, 16, 30, 48, 1, 1, 0 },
        { 5, 30, 7, 32, 1, 1, 0 },
        { 2, 70, 25, 64, 1, 1, 0 },
        { 2, 256, 3, 32, 1, 1, 0 },

        { 1, 80, 5, 130, 3, 2, 1 },
        { 5, 80, 5, 130, 3, 2, 1 },
        { 4, 70, 7, 20, 3, 1, 1 },

        // Data gradients by phases of the stride: a phase of several taps and of one, pixels that no window sees, padding beyond the window.
        { 2, 64, 28, 48, 3, 2, 1 },
        { 2, 40, 14, 33, 1, 2, 0 },
        { 1, 20, 25, 20, 2, 3, 0 },
        { 2, 33, 32, 17, 5, 3, 2 },
        { 2, 16, 21, 9, 2, 2, 5 },

        // More padding than the window reaches.
        { 2, 35, 9, 17, 2, 1, 3 },
        { 2, 20, 4, 32, 5, 1, 6 },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void AllDirections_KnownLayers_EqualReference(int n, int inChannels, int size, int outChannels, int kernel, int stride, int padding) =>
        Check(Conv2dGeometry.Create(n, inChannels, size, outChannels, kernel, stride, padding, 1, 1, Fit.Floor));

    // A window of more places than the table of runs has room for, none of them side by side.
    [Fact]
    public void AllDirections_LargeDilatedWindow_EqualReference() =>
        Check(Conv2dGeometry.Create(1, 2, 36, 3, 17, 1, 0, 2, 1, Fit.Floor));

    [Fact]
    public void AllDirections_RandomGeometries_EqualReference() => Geometries.Sample(Check, iter: 300);

    [Theory]
    [InlineData(16, 24, 3, 1)]
    [InlineData(16, 24, 5, 1)]
    [InlineData(16, 24, 3, 2)]
    [InlineData(3, 24, 3, 1)]
    [InlineData(6, 16, 5, 1)]
    [InlineData(130, 130, 3, 1)]
    [InlineData(40, 40, 3, 1, 40)]
    [InlineData(40, 40, 5, 2, 40)]
    public void AllDirections_AnyNumberOfThreads_SameBits(int inChannels, int outChannels, int kernel, int stride, int groups = 1)
    {
        var g = Conv2dGeometry.Create(8, inChannels, 20, outChannels, kernel, stride, 1, 1, groups, Fit.Floor);
        var before = Workers.Count;
        try
        {
            var results = new[] { 1, 2, 7 }.Select(threads =>
            {
                Workers.Count = threads;
                return RunAll(g);
            }).ToList();
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    public static TheoryData<int, int, int, int, int, int, int, int, int> WinogradLayers() => new()
    {
        // N, Cin, height, width, Cout, kernel, padding, padding at the far side, outputs of a tile
        { 4, 24, 8, 8, 24, 3, 1, 1, 4 },
        { 40, 64, 4, 4, 64, 3, 0, 0, 2 },
        { 3, 60, 7, 9, 44, 3, 1, 1, 4 },
        { 2, 49, 12, 7, 65, 3, 0, 2, 4 },
        { 2, 64, 13, 14, 48, 3, 2, 1, 4 },
        { 1, 130, 12, 11, 100, 3, 1, 1, 4 },
        { 1, 20, 9, 9, 18, 3, 5, 4, 4 },
        { 30, 96, 6, 6, 100, 3, 0, 0, 4 },
        { 9, 130, 2, 2, 140, 3, 1, 1, 2 },
        { 4, 32, 9, 12, 40, 5, 2, 2, 2 },
        { 2, 64, 13, 8, 33, 5, 0, 3, 2 },
        { 3, 48, 6, 7, 100, 5, 6, 1, 2 },
    };

    // The bound of the method: 5e-4 of the output's largest number, against sums in double precision.
    [Theory]
    [MemberData(nameof(WinogradLayers))]
    public void AllDirections_Winograd_WithinItsBoundOfDouble(
        int n, int inChannels, int height, int width, int outChannels, int kernel, int before, int after, int tile)
    {
        var g = Conv2dGeometry.Create(n, inChannels, (height, width), outChannels, kernel, 1, new Padding2d(before, after, before, after), 1, 1, Fit.Floor);
        Assert.Equal(tile, Conv2dKernel.WinogradTile(g));
        var (x, w, dy) = Numbers(g);
        var (y, dx, dw) = (new double[g.OutputLength], new double[g.InputLength], new double[g.FilterLength]);
        Conv2dKernel.Reference.Forward<double>(g, Doubles(x), Doubles(w), [], y);
        Conv2dKernel.Reference.BackwardData<double>(g, Doubles(dy), Doubles(w), dx);
        Conv2dKernel.Reference.BackwardFilter<double>(g, Doubles(x), Doubles(dy), dw);
        Compare(y, target => Conv2dKernel.Forward(g, x, w, ReadOnlySpan<float>.Empty, target));
        Compare(dx, target => Conv2dKernel.BackwardData(g, dy, w, target));
        Compare(dw, target => Conv2dKernel.BackwardFilter(g, x, dy, target));

        static void Compare(double[] expected, Fill kernel)
        {
            var actual = new Guarded(expected.Length);
            kernel(actual.Span);
            actual.AssertEqual(Array.ConvertAll(expected, v => (float)v), WinogradTolerance);
        }
    }

    [Fact]
    public void AllDirections_WinogradOfRandomGeometries_EqualReference() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[24, 60], Gen.Int[24, 60], Gen.Int[1, 11], Gen.Int[1, 11], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Bool)
            .Select((n, inChannels, outChannels, height, width, before, after, wide) => Conv2dGeometry.Create(
                n, inChannels, (height, width), outChannels, wide ? 5 : 3, 1,
                new Padding2d(before + (wide ? 1 : 0), after + 1, before + 1, after + (wide ? 1 : 0)), 1, 1, Fit.Floor))
            .Sample(Check, iter: 50);

    // Winograd's smallest tiles round as direct sums do. Few channels, or few filters for the data gradient.
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void AllDirections_FewChannelsOfRandomGeometries_EqualReference(int kernel) =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 16], Gen.Int[16, 70], Gen.Int[1, 14], Gen.Int[6, 40], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool)
            .Where((n, channels, filters, height, width, before, after, turned) => height + before + after >= kernel && width + before + after >= kernel + 5)
            .Select((n, channels, filters, height, width, before, after, turned) => Conv2dGeometry.Create(
                n, turned ? filters : channels, (height, width), turned ? channels : filters, kernel, 1, new Padding2d(before, after, after, before), 1, 1, Fit.Floor))
            .Sample(Check, iter: 100);

    // More outputs than the caches keep are stored past them.
    [Theory]
    [InlineData(400, 331)]
    [InlineData(361, 380)]
    public void AllDirections_FewChannelsOfLargePictures_EqualReference(int height, int width) =>
        Check(Conv2dGeometry.Create(1, 3, (height, width), 16, 3, 1, 1, 1, 1, Fit.Floor));

    [Fact]
    public void Forward_WinogradNotAllowed_ExactSums()
    {
        var g = Conv2dGeometry.Create(2, 64, 14, 48, 3, 1, 1, 1, 1, Fit.Floor);
        Assert.Equal(4, Conv2dKernel.WinogradTile(g));
        var before = Conv2dKernel.AllowWinograd;
        try
        {
            Conv2dKernel.AllowWinograd = false;
            Assert.Equal(0, Conv2dKernel.WinogradTile(g));
            Check(g);
            Assert.False(Conv2dKernel.IsOfFewChannels(Conv2dGeometry.Create(1, 3, 32, 32, 3, 1, 1, 1, 1, Fit.Floor)));
        }
        finally
        {
            Conv2dKernel.AllowWinograd = before;
        }
    }

    [Theory]
    [InlineData(2, 19, 12, 3, 1, 1, 1)]
    [InlineData(2, 18, 9, 3, 1, 5, 1)]
    [InlineData(2, 40, 13, 3, 2, 1, 1)]
    [InlineData(1, 33, 21, 5, 1, 2, 1)]
    [InlineData(3, 17, 30, 5, 2, 2, 1)]
    [InlineData(1, 8, 30, 3, 1, 4, 4)]
    [InlineData(2, 48, 23, 7, 1, 3, 1)]
    [InlineData(1, 19, 27, 4, 1, 1, 2)]
    [InlineData(2, 16, 40, 7, 3, 0, 1)]
    [InlineData(2, 5, 3, 3, 1, 0, 1)]
    [InlineData(0, 16, 8, 3, 1, 1, 1)]
    [InlineData(1, 32, 258, 3, 1, 1, 1)]
    public void AllDirections_Depthwise_EqualReference(int n, int channels, int size, int kernel, int stride, int padding, int dilation) =>
        Check(Conv2dGeometry.Create(n, channels, (size, size + 4), channels, kernel, stride, padding, dilation, channels, Fit.Floor));

    // More padding than the window is long: its turned window starts within the image.
    [Theory]
    [InlineData(16, 1, 2, 1, 3, 3, 1)]
    [InlineData(28, 6, 1, 3, 3, 3, 3)]
    public void AllDirections_DepthwisePaddedBeyondTheWindow_EqualReference(
        int channels, int kernelHeight, int kernelWidth, int top, int bottom, int left, int right) =>
        Check(Conv2dGeometry.Create(
            2, channels, (11, 7), channels, (kernelHeight, kernelWidth), 1, new Padding2d(top, bottom, left, right), 1, channels, Fit.Floor));

    [Fact]
    public void AllDirections_DepthwiseOfRandomGeometries_EqualReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[2, 36], Gen.Int[1, 24], Gen.Int[1, 24]),
            Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 3], Gen.Int[1, 3]),
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[1, 2], Gen.Int[1, 2]))
        .Where((sizes, window, more) =>
            (more.Item3 * (window.Item1 - 1)) + 1 <= sizes.Item3 + more.Item1 + more.Item2
            && (more.Item4 * (window.Item2 - 1)) + 1 <= sizes.Item4 + more.Item1 + more.Item2)
        .Select((sizes, window, more) => Conv2dGeometry.Create(
            sizes.Item1, sizes.Item2, (sizes.Item3, sizes.Item4), sizes.Item2, (window.Item1, window.Item2), (window.Item3, window.Item4),
            new Padding2d(more.Item1, more.Item2, more.Item2, more.Item1), (more.Item3, more.Item4), sizes.Item2, Fit.Floor))
        .Sample(Check, iter: 300);

    // A gradient's outputs come in pairs along the row, from one row of sources or from two, or from others where the rows go otherwise.
    [Fact]
    public void AllDirections_DepthwiseOfThreeTapsAtStrideTwo_EqualReference() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[4, 36], Gen.Int[1, 12], Gen.Int[1, 14], Gen.Select(Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[1, 2]), Gen.Int[0, 4], Gen.Int[0, 4])
        .Where((n, channels, height, width, rows, before, after) =>
            (rows.Item3 * (rows.Item1 - 1)) + 1 <= height + before + after && width + before + after >= 3)
        .Select((n, channels, height, width, rows, before, after) => Conv2dGeometry.Create(
            n, channels, (height, width), channels, (rows.Item1, 3), (rows.Item2, 2), new Padding2d(before, after, before, after), (rows.Item3, 1), channels, Fit.Floor))
        .Sample(Check, iter: 300);

    // Windows in place: all of the three directions where the channels fill vectors, some of them where they do not.
    [Fact]
    public void AllDirections_DirectOfRandomGeometries_EqualReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 20], Gen.Int[6, 30], Gen.Int[6, 30]),
            Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], Gen.Int[1, 4], Gen.Int[1, 4]),
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[1, 2], Gen.Int[1, 70]))
        .Where((sizes, window, more) =>
            (more.Item3 * (window.Item1 - 1)) + 1 <= sizes.Item3 + more.Item1 + more.Item2 && window.Item2 <= sizes.Item4 + more.Item1 + more.Item2)
        .Select((sizes, window, more) => Conv2dGeometry.Create(
            sizes.Item1, sizes.Item2, (sizes.Item3, sizes.Item4), more.Item4 > 40 ? 16 * (more.Item4 / 16) : more.Item4,
            (window.Item1, window.Item2), (window.Item3, window.Item4),
            new Padding2d(more.Item1, more.Item2, more.Item2, more.Item1), (more.Item3, 1), 1, Fit.Floor))
        .Sample(Check, iter: 300);

    // Few filters over rows that are long enough: lanes are outputs.
    [Fact]
    public void AllDirections_FewFiltersOfRandomGeometries_EqualReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[6, 20], Gen.Int[16, 80]),
            Gen.Select(Gen.Int[1, 7], Gen.Int[1, 11], Gen.Int[1, 3], Gen.Int[1, 8]),
            Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]))
        .Where((sizes, window, padding) =>
            window.Item1 <= sizes.Item3 + padding.Item1 + padding.Item2 && window.Item2 <= sizes.Item4 + padding.Item1 + padding.Item2)
        .Select((sizes, window, padding) => Conv2dGeometry.Create(
            sizes.Item1, sizes.Item2, (sizes.Item3, sizes.Item4), window.Item4, (window.Item1, window.Item2), (window.Item3, 1),
            new Padding2d(padding.Item1, padding.Item2, padding.Item2, padding.Item1), 1, 1, Fit.Floor))
        .Sample(Check, iter: 300);

    [Theory]
    [InlineData(1, 2, 5, 1)]
    [InlineData(3, 21, 3, 1)]
    [InlineData(6, 21, 5, 1)]
    [InlineData(6, 10, 5, 2)]
    [InlineData(20, 34, 3, 1)]
    [InlineData(512, 512, 3, 1)]
    [InlineData(18, 18, 3, 18)]
    public void Forward_PackedFilters_EqualsReference(int inChannels, int outChannels, int kernel, int groups)
    {
        var g = Conv2dGeometry.Create(1, inChannels, (6, 18), outChannels, kernel, 1, 1, 1, groups, Fit.Floor);
        var (x, w, _) = Numbers(g);
        var b = Guarded.Numbers(outChannels, 4);
        var packed = Conv2dKernel.Pack(g, w);
        Array.Clear(w);
        var expected = new float[g.OutputLength];
        Conv2dKernel.Reference.Forward<float>(g, x, Numbers(g).W, b, expected);
        for (var run = 0; run < 2; run++)
        {
            var y = new Guarded(expected.Length);
            Conv2dKernel.Forward(packed, x, new Epilogue { Shift = b }, y.Span);
            y.AssertEqual(expected, WinogradTolerance, scale: 1);
        }
    }

    public static TheoryData<int, int, int, int> RungsForward() => new()
    {
        // Cin, Cout, kernel, groups: few filters, few channels, direct, patches, pointwise, Winograd, depthwise
        { 3, 2, 3, 1 },
        { 3, 21, 3, 1 },
        { 6, 21, 5, 1 },
        { 5, 7, 3, 1 },
        { 6, 70, 5, 2 },
        { 6, 70, 5, 1 },
        { 70, 37, 1, 1 },
        { 20, 34, 3, 1 },
        { 37, 37, 3, 37 },
    };

    [Theory]
    [MemberData(nameof(RungsForward))]
    public void Forward_Epilogue_ScalesShiftsAddsAndActivates(int inChannels, int outChannels, int kernel, int groups)
    {
        var g = Conv2dGeometry.Create(2, inChannels, (9, 17), outChannels, kernel, 1, kernel / 2, 1, groups, Fit.Floor);
        var (x, w, residual) = Numbers(g);
        var (scale, shift) = (Guarded.Numbers(outChannels, 5), Guarded.Numbers(outChannels, 6));
        var product = new float[g.OutputLength];
        Conv2dKernel.Reference.Forward<float>(g, x, w, [], product);
        foreach (var activation in Enum.GetValues<Activation>())
        {
            var expected = new float[g.OutputLength];
            for (var i = 0; i < expected.Length; i++)
            {
                var value = (product[i] * scale[i % outChannels]) + shift[i % outChannels] + residual[i];
                expected[i] = activation switch
                {
                    Activation.None => value,
                    Activation.Relu => Math.Max(value, 0),
                    _ => Math.Clamp(value, 0, 6),
                };
            }

            var actual = new Guarded(expected.Length);
            Conv2dKernel.Forward(g, x, w, new Epilogue { Scale = scale, Shift = shift, Residual = residual, Activation = activation }, actual.Span);
            actual.AssertEqual(expected, WinogradTolerance, scale: 1);
        }
    }

    private const double WinogradTolerance = 5e-4;

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);

    private static (float[] X, float[] W, float[] Dy) Numbers(Conv2dGeometry g) =>
        (Guarded.Numbers((int)g.InputLength, 1), Guarded.Numbers((int)g.FilterLength, 2), Guarded.Numbers((int)g.OutputLength, 3));

    private static float[] RunAll(Conv2dGeometry g)
    {
        var (x, w, dy) = Numbers(g);
        var (y, dx, dw) = (new float[g.OutputLength], new float[g.InputLength], new float[g.FilterLength]);
        Conv2dKernel.Forward(g, x, w, [], y);
        Conv2dKernel.BackwardData(g, dy, w, dx);
        Conv2dKernel.BackwardFilter(g, x, dy, dw);
        return [.. y, .. dx, .. dw];
    }

    private static void Check(Conv2dGeometry g)
    {
        var (x, w, dy) = Numbers(g);
        var b = Guarded.Numbers(g.OutChannels, 4);
        var tolerance = Conv2dKernel.WinogradTile(g) > 0 ? WinogradTolerance : 2e-5;
        Compare((int)g.OutputLength, y => Conv2dKernel.Reference.Forward<float>(g, x, w, b, y), y => Conv2dKernel.Forward(g, x, w, b, y));
        Compare((int)g.OutputLength, y => Conv2dKernel.Reference.Forward<float>(g, x, w, [], y), y => Conv2dKernel.Forward(g, x, w, [], y));
        Compare((int)g.InputLength, dx => Conv2dKernel.Reference.BackwardData<float>(g, dy, w, dx), dx => Conv2dKernel.BackwardData(g, dy, w, dx));
        Compare((int)g.FilterLength, dw => Conv2dKernel.Reference.BackwardFilter<float>(g, x, dy, dw), dw => Conv2dKernel.BackwardFilter(g, x, dy, dw));

        void Compare(int length, Action<float[]> reference, Fill kernel)
        {
            var expected = new float[length];
            reference(expected);
            SpoilScratch();
            var actual = new Guarded(length);
            kernel(actual.Span);
            actual.AssertEqual(expected, tolerance, scale: 1);
        }
    }

    // What a kernel reads before it wrote it shows as NaN.
    private static void SpoilScratch()
    {
        using var scratch = Scratch.Rent(256 * 1024);
        scratch.Span.Fill(float.NaN);
    }

    private delegate void Fill(Span<float> target);
}
