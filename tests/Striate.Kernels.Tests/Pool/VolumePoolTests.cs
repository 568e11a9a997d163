using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Kernels.Tests.Pool;

public class VolumePoolTests
{
    [Fact]
    public void Windows_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            CheckWindow(Pool3dGeometry.Create(2, channels, (4, 5, 3), 2, 2, 1, 1, Fit.Floor));
            CheckBins(AdaptivePool3dGeometry.Create(2, channels, (4, 5, 3), (2, 3, 1)));
        }

        CheckWindow(Pool3dGeometry.Create(0, 3, 6, 2, 2, 0, 1, Fit.Floor));
    }

    [Fact]
    public void Windows_RandomGeometries_EqualReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 9], Gen.Bool, Gen.Bool.Select(up => up ? Fit.Ceiling : Fit.Floor)),
            Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], Gen.Int[1, 7]),
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 3]),
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[0, 1]))
        .Where((_, sizes, kernel, steps) => new[] { (sizes.Item1, kernel.Item1), (sizes.Item2, kernel.Item2), (sizes.Item3, kernel.Item3) }.All(
            axis => steps.Item3 <= axis.Item2 / 2 && (steps.Item2 * (axis.Item2 - 1)) + 1 <= axis.Item1 + (2 * steps.Item3)))
        .Select((images, sizes, kernel, steps) => Pool3dGeometry.Create(
            images.Item1, images.Item2, sizes, kernel, (steps.Item1, 2, steps.Item1), steps.Item3, steps.Item2, images.Item4, images.Item3))
        .Sample(CheckWindow, iter: 150);

    [Fact]
    public void Bins_RandomGeometries_EqualReference() =>
        Gen.Select(
            Gen.Int[1, 3], Gen.Int[1, 9], Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 6]), Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], Gen.Int[1, 7]))
        .Sample((n, channels, input, output) => CheckBins(AdaptivePool3dGeometry.Create(n, channels, input, output)), iter: 100);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = Pool3dGeometry.Create(3, 20, (6, 13, 12), 3, 2, 1, 1, Fit.Floor);
        var (y, dx) = (new float[g.OutputLength], new float[g.InputLength]);
        var (x, dy) = (Guarded.Numbers(dx.Length, 1), Guarded.Numbers(y.Length, 2));
        MaxPool3dKernel.Forward(g, x, y);
        MaxPool3dKernel.Backward(g, x, dy, dx);
        float[] maxima = [.. y, .. dx];
        AvgPool3dKernel.Forward(g, x, y);
        AvgPool3dKernel.Backward(g, dy, dx);
        return [.. maxima, .. y, .. dx];
    });

    [Fact]
    public void BothDirections_NaN_IsPassedOnAndTheLastReceives()
    {
        var g = Pool3dGeometry.Create(1, 1, (2, 2, 2), 2, 2, 0, 1, Fit.Floor);
        var (y, dx) = (new float[1], new float[8]);
        float[] x = [1, float.NaN, 9, 2, 3, float.NaN, 4, 5];
        MaxPool3dKernel.Forward(g, x, y);
        Assert.Equal([float.NaN], y);
        MaxPool3dKernel.Backward(g, x, [7], dx);
        Assert.Equal([0, 0, 0, 0, 0, 7, 0, 0], dx);
        AvgPool3dKernel.Forward(g, x, y);
        Assert.Equal([float.NaN], y);
    }

    [Fact]
    public void Create_KnownPools_PrintThemselves()
    {
        Assert.Equal("[1,6,8,28,28] -> [1,6,4,14,14], window 2×2×2, stride 2×2×2", Pool3dGeometry.Create(1, 6, (8, 28, 28), 2, 2, 0, 1, Fit.Floor).ToString());
        Assert.Equal("[1,512,4,7,7] -> [1,512,1,1,1]", AdaptivePool3dGeometry.Create(1, 512, (4, 7, 7), 1).ToString());
    }

    [Fact]
    public void Create_NoSlices_SaysSo() => Assert.Equal(
        "2 volumes of 3 channels, 7×7×7 to 0×0×0: volumes must be at least 0, channels and sizes at least 1.",
        Assert.Throws<ShapeException>(() => AdaptivePool3dGeometry.Create(2, 3, 7, 0)).Message);

    private static void CheckWindow(Pool3dGeometry g)
    {
        var (depth, rows, columns) = (g.Depths.Rows, g.Slices.Rows, g.Slices.Columns);
        var box = new Box(
            g.N, g.Slices.Channels, (depth.Input, rows.Input, columns.Input), (depth.Output, rows.Output, columns.Output),
            [.. new[] { depth, rows, columns }.Select(axis => BoxReference.Window(axis, g.Slices.CountIncludePad))]);
        Check(true, box, (x, y) => MaxPool3dKernel.Forward(g, x, y), (x, dy, dx) => MaxPool3dKernel.Backward(g, x, dy, dx));
        if (depth.Dilation == 1)
        {
            Check(false, box, (x, y) => AvgPool3dKernel.Forward(g, x, y), (_, dy, dx) => AvgPool3dKernel.Backward(g, dy, dx));
        }
    }

    private static void CheckBins(AdaptivePool3dGeometry g)
    {
        var input = (g.Depths.Input.Height, g.Slices.Input.Height, g.Slices.Input.Width);
        var output = (g.Depths.Output.Height, g.Slices.Output.Height, g.Slices.Output.Width);
        var box = new Box(
            g.N, g.Slices.Channels, input, output,
            [BoxReference.Adaptive(input.Item1, output.Item1), BoxReference.Adaptive(input.Item2, output.Item2), BoxReference.Adaptive(input.Item3, output.Item3)]);
        Check(true, box, (x, y) => AdaptiveMaxPool3dKernel.Forward(g, x, y), (x, dy, dx) => AdaptiveMaxPool3dKernel.Backward(g, x, dy, dx));
        Check(false, box, (x, y) => AdaptiveAvgPool3dKernel.Forward(g, x, y), (_, dy, dx) => AdaptiveAvgPool3dKernel.Backward(g, dy, dx));
    }

    private static void Check(bool isMaximum, Box box, Pooling forward, Gradient backward)
    {
        // A few whole numbers, so that maxima tie.
        var x = Array.ConvertAll(Guarded.Numbers(box.N * box.C * box.Input.D * box.Input.H * box.Input.W, 1), value => MathF.Round(value * 4));
        var dy = Guarded.Numbers(box.N * box.C * box.Output.D * box.Output.H * box.Output.W, 2);
        Compare.WithReference(
            dy.Length,
            y => BoxReference.Forward(isMaximum, box.C, box.Input, box.Output, box.Axes, Compare.Widen(x), y),
            y => forward(x, y), scale: 4);
        Compare.WithReference(
            x.Length,
            dx => BoxReference.Backward(isMaximum, box.C, box.Input, box.Output, box.Axes, Compare.Widen(x), Compare.Widen(dy), dx),
            dx => backward(x, dy, dx), scale: 1);
    }

    private delegate void Pooling(float[] x, Span<float> y);

    private delegate void Gradient(float[] x, float[] dy, Span<float> dx);

    private sealed record Box(int N, int C, (int D, int H, int W) Input, (int D, int H, int W) Output, BoxReference.Axis[] Axes);
}
