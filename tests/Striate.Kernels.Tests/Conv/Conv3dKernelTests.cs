using CsCheck;
using Striate.Kernels.Conv;
using Striate.Kernels.Elementwise;

namespace Striate.Kernels.Tests.Conv;

public class Conv3dKernelTests
{
    [Fact]
    public void AllDirections_OddChannels_EqualReference()
    {
        foreach (var channels in Compare.OddSizes.Where(size => size > 0))
        {
            Check(Conv3dGeometry.Create(2, channels, (3, 4, 3), 5, (3, 2, 2), (1, 1, 1), 1, 1, 1, Fit.Floor));
        }

        Check(Conv3dGeometry.Create(0, 3, 4, 2, 3, 1, 0, 1, 1, Fit.Floor));
    }

    [Fact]
    public void AllDirections_SliceBySlice_EqualReference() =>
        Check(Conv3dGeometry.Create(2, 6, (3, 6, 7), 8, (1, 3, 3), 1, (0, 1, 1), 1, 2, Fit.Floor));

    [Fact]
    public void AllDirections_RandomGeometries_EqualReference() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 3]),
            Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 6]),
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 3]),
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 2], Gen.Int[0, 2], Gen.Int[0, 2]))
        .Where((_, sizes, kernel, steps) =>
            (steps.Item2 * (kernel.Item1 - 1)) + 1 <= sizes.Item1 + steps.Item3 + steps.Item4
            && (steps.Item2 * (kernel.Item2 - 1)) + 1 <= sizes.Item2 + (2 * steps.Item4)
            && (steps.Item2 * (kernel.Item3 - 1)) + 1 <= sizes.Item3 + (2 * steps.Item4))
        .Select((channels, sizes, kernel, steps) => Conv3dGeometry.Create(
            channels.Item1, channels.Item2 * channels.Item4, sizes, channels.Item3 * channels.Item4, kernel, (steps.Item1, 1, steps.Item1),
            new Padding3d(steps.Item3, steps.Item4, steps.Item4), steps.Item2, channels.Item4, Fit.Floor))
        .Sample(Check, iter: 100);

    [Fact]
    public void AllDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = Conv3dGeometry.Create(3, 8, (5, 12, 11), 9, 3, 1, 1, 1, 1, Fit.Floor);
        var (x, w, dy) = Numbers(g);
        var (y, dx, dw) = (new float[dy.Length], new float[x.Length], new float[w.Length]);
        Conv3dKernel.Forward(g, x, w, default, y);
        Conv3dKernel.BackwardData(g, dy, w, dx);
        Conv3dKernel.BackwardFilter(g, x, dy, dw);
        return [.. y, .. dx, .. dw];
    });

    [Fact]
    public void Forward_Epilogue_EqualsAPassOfItsOwn()
    {
        var g = Conv3dGeometry.Create(2, 3, (4, 5, 4), 6, 2, 1, 0, 1, 1, Fit.Floor);
        var (x, w, residual) = Numbers(g);
        var (scale, shift) = (Guarded.Numbers(6, 4), Guarded.Numbers(6, 5));
        Epilogue Finish() => new() { Scale = scale, Shift = shift, Residual = residual, Activation = Activation.Relu };
        var (plain, expected, actual) = (new float[residual.Length], new float[residual.Length], new Guarded(residual.Length));
        Conv3dKernel.Forward(g, x, w, default, plain);
        EpilogueKernel.Run(plain.Length / 6, 6, plain, Finish(), expected);
        Conv3dKernel.Forward(g, x, w, Finish(), actual.Span);
        actual.AssertEqual(expected, 1e-6);
    }

    [Fact]
    public void Create_KnownLayer_PrintsItself() => Assert.Equal(
        "[1,3,16,56,56] * [8,3,3,3,3] -> [1,8,8,56,56], stride 2×1×1, pad 1",
        Conv3dGeometry.Create(1, 3, (16, 56, 56), 8, 3, (2, 1, 1), 1, 1, 1, Fit.Floor).ToString());

    [Fact]
    public void Create_GroupsThatDoNotDivide_SaysSo() => Assert.Equal(
        "1 volumes, 5 channels in, 4 out, 2 groups: channels must be at least 1 and groups must divide both.",
        Assert.Throws<ShapeException>(() => Conv3dGeometry.Create(1, 5, 4, 4, 3, 1, 0, 1, 2, Fit.Floor)).Message);

    private static void Check(Conv3dGeometry g)
    {
        var (x, w, dy) = Numbers(g);
        var b = Guarded.Numbers(g.Slices.OutChannels, 4);
        Compare.WithReference(
            dy.Length,
            y => Conv3dKernel.Reference.Forward(g, Compare.Widen(x), Compare.Widen(w), Compare.Widen(b), y),
            y => Conv3dKernel.Forward(g, x, w, new Epilogue { Shift = b }, y), 1e-4, scale: 1);
        Compare.WithReference(
            x.Length,
            dx => Conv3dKernel.Reference.BackwardData(g, Compare.Widen(dy), Compare.Widen(w), dx),
            dx => Conv3dKernel.BackwardData(g, dy, w, dx), 1e-4, scale: 1);
        Compare.WithReference(
            w.Length,
            dw => Conv3dKernel.Reference.BackwardFilter(g, Compare.Widen(x), Compare.Widen(dy), dw),
            dw => Conv3dKernel.BackwardFilter(g, x, dy, dw), 1e-4, scale: 1);
    }

    private static (float[] X, float[] W, float[] Dy) Numbers(Conv3dGeometry g) =>
        (Guarded.Numbers((int)g.InputLength, 1), Guarded.Numbers((int)g.FilterLength, 2), Guarded.Numbers((int)g.OutputLength, 3));
}
