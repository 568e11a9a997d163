using Striate.Kernels.Reduce;

namespace Striate.Kernels.Tests.Reduce;

public class ArcFaceKernelTests
{
    private const double Step = 1e-6;

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(2.5)]
    public void BothDirections_OddSizes_EqualReference(double margin)
    {
        var settings = new ArcFaceSettings(margin, 16);
        foreach (var classes in Compare.OddSizes.Where(size => size > 0))
        {
            var x = Array.ConvertAll(Guarded.Numbers(7 * classes, 1), value => value * 0.99f);
            var (wide, dy) = (Compare.Widen(x), Guarded.Numbers(x.Length, 2));
            var labels = Enumerable.Range(0, 7).Select(i => i * 3 % classes).ToArray();
            Compare.WithReference(
                x.Length,
                y => ArcFaceKernel.Reference.Forward(7, classes, settings, wide, labels, y),
                y => ArcFaceKernel.Forward(7, classes, settings, x, labels, y));
            Compare.WithReference(
                x.Length,
                d =>
                {
                    var (above, below) = (new double[x.Length], new double[x.Length]);
                    ArcFaceKernel.Reference.Forward(7, classes, settings, [.. wide.Select(value => value + Step)], labels, above);
                    ArcFaceKernel.Reference.Forward(7, classes, settings, [.. wide.Select(value => value - Step)], labels, below);
                    for (var i = 0; i < d.Length; i++)
                    {
                        d[i] = dy[i] * (above[i] - below[i]) / (2 * Step);
                    }
                },
                d => ArcFaceKernel.Backward(7, classes, settings, x, labels, dy, d),
                1e-5);
        }
    }

    [Fact]
    public void BothDirections_CosineOf1_StaysFinite()
    {
        var (y, d) = (new float[1], new float[1]);
        ArcFaceKernel.Forward(1, 1, new ArcFaceSettings(0.5, 1), [1.0000001f], [0], y);
        ArcFaceKernel.Backward(1, 1, new ArcFaceSettings(0.5, 1), [1.0000001f], [0], [1], d);
        Assert.Equal(Math.Cos(0.5), y[0], 1e-6);
        Assert.True(float.IsFinite(d[0]));
    }
}
