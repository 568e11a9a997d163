using CsCheck;
using Striate.Kernels.Shaping;

namespace Striate.Kernels.Tests.Shaping;

public class PadKernelTests
{
    [Fact]
    public void BothDirections_RandomSizes_EqualReference() =>
        (from rank in Gen.Int[1, 4]
         from sizes in Gen.Int[4, 5].Array[rank]
         from padding in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[rank]
         from mode in Gen.Enum<PadMode>()
         select (sizes, padding, mode))
        .Sample((sizes, padding, mode) => Check(sizes, Array.ConvertAll(padding, p => new AxisPadding(p.Item1, p.Item2)), mode), iter: 200);

    [Fact]
    public void BothDirections_AnyNumberOfThreads_SameBits() => Compare.AnyThreads(() =>
    {
        var g = PadGeometry.Create(StridedView.Dense(9, 70, 40), StridedView.Dense(9, 76, 46), [0, 3, (4, 2)], PadMode.Reflect);
        var (y, dx) = (new float[g.To.Length], new float[g.From.Length]);
        PadKernel.Forward(g, Guarded.Numbers(dx.Length, 1), 0, y);
        PadKernel.Backward(g, Guarded.Numbers(y.Length, 2), dx);
        return [.. y, .. dx];
    });

    [Theory]
    [InlineData(PadMode.Constant, new float[] { 9, 9, 1, 2, 3, 9 })]
    [InlineData(PadMode.Reflect, new float[] { 3, 2, 1, 2, 3, 2 })]
    [InlineData(PadMode.Replicate, new float[] { 1, 1, 1, 2, 3, 3 })]
    [InlineData(PadMode.Circular, new float[] { 2, 3, 1, 2, 3, 1 })]
    public void Forward_ThreeNumbers_GivesThePicturesOfTheModes(PadMode mode, float[] expected)
    {
        var y = new float[6];
        PadKernel.Forward(PadGeometry.Create(StridedView.Dense(3), StridedView.Dense(6), [(2, 1)], mode), [1, 2, 3], 9, y);
        Assert.Equal(expected, y);
    }

    [Fact]
    public void Forward_NothingToPad_FillsWithTheValue()
    {
        var y = new float[3];
        PadKernel.Forward(PadGeometry.Create(StridedView.Dense(0), StridedView.Dense(3), [(2, 1)], PadMode.Constant), [], 9, y);
        Assert.Equal([9, 9, 9], y);
    }

    [Theory]
    [InlineData(-1, 0, PadMode.Constant, "padding -1 and 0 of axis 0, size 3: with Constant each must be at least 0.")]
    [InlineData(3, 0, PadMode.Reflect, "padding 3 and 0 of axis 0, size 3: with Reflect each must be 0 to 2.")]
    [InlineData(0, 4, PadMode.Circular, "padding 0 and 4 of axis 0, size 3: with Circular each must be 0 to 3.")]
    public void Create_PaddingOutOfRange_SaysWhatIsAllowed(int before, int after, PadMode mode, string message) => Assert.Equal(
        message,
        Assert.Throws<ShapeException>(() => PadGeometry.Create(StridedView.Dense(3), StridedView.Dense(3 + before + after), [(before, after)], mode)).Message);

    private static void Check(int[] sizes, AxisPadding[] padding, PadMode mode)
    {
        var padded = sizes.Zip(padding, (size, p) => size + p.Before + p.After).ToArray();
        var g = PadGeometry.Create(StridedView.Dense(sizes), StridedView.Dense(padded), padding, mode);
        var (x, dy) = (Guarded.Numbers(g.From.Length, 1), Guarded.Numbers(g.To.Length, 2));
        Compare.WithReference(
            dy.Length, y => PadKernel.Reference.Forward(g, Compare.Widen(x), 0.5, y), y => PadKernel.Forward(g, x, 0.5f, y), tolerance: 0);
        Compare.WithReference(
            x.Length, dx => PadKernel.Reference.Backward(g, Compare.Widen(dy), dx), dx => PadKernel.Backward(g, dy, dx), scale: 1);
    }
}
