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
        { 1, 80, 5, 130, 3, 2, 1 },
        { 5, 80, 5, 130, 3, 2, 1 },
        { 4, 70, 7, 20, 3, 1, 1 },
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

    [Fact]
    public void AllDirections_AnyNumberOfThreads_SameBits()
    {
        var g = Conv2dGeometry.Create(8, 16, 20, 24, 3, 1, 1, 1, 1, Fit.Floor);
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

    private static float[] RunAll(Conv2dGeometry g)
    {
        var x = Guarded.Numbers((int)g.InputLength, 1);
        var w = Guarded.Numbers((int)g.FilterLength, 2);
        var dy = Guarded.Numbers((int)g.OutputLength, 3);
        var (y, dx, dw) = (new float[g.OutputLength], new float[g.InputLength], new float[g.FilterLength]);
        Conv2dKernel.Forward(g, x, w, [], y);
        Conv2dKernel.BackwardData(g, dy, w, dx);
        Conv2dKernel.BackwardFilter(g, x, dy, dw);
        return [.. y, .. dx, .. dw];
    }

    private static void Check(Conv2dGeometry g)
    {
        var x = Guarded.Numbers((int)g.InputLength, 1);
        var w = Guarded.Numbers((int)g.FilterLength, 2);
        var dy = Guarded.Numbers((int)g.OutputLength, 3);
        var b = Guarded.Numbers(g.OutChannels, 4);
        Compare((int)g.OutputLength, y => Conv2dKernel.Reference.Forward<float>(g, x, w, b, y), y => Conv2dKernel.Forward(g, x, w, b, y));
        Compare((int)g.OutputLength, y => Conv2dKernel.Reference.Forward<float>(g, x, w, [], y), y => Conv2dKernel.Forward(g, x, w, [], y));
        Compare((int)g.InputLength, dx => Conv2dKernel.Reference.BackwardData<float>(g, dy, w, dx), dx => Conv2dKernel.BackwardData(g, dy, w, dx));
        Compare((int)g.FilterLength, dw => Conv2dKernel.Reference.BackwardFilter<float>(g, x, dy, dw), dw => Conv2dKernel.BackwardFilter(g, x, dy, dw));
    }

    private static void Compare(int length, Action<float[]> reference, Fill kernel)
    {
        var expected = new float[length];
        reference(expected);
        var actual = new Guarded(length);
        kernel(actual.Span);
        actual.AssertEqual(expected, 2e-5, scale: 1);
    }

    private delegate void Fill(Span<float> target);
}
