using Striate.Kernels.Conv;

namespace Striate.Kernels.Tests.Conv;

public class ConvTranspose2dGeometryTests
{
    [Fact]
    public void Create_DoublingLayer_DoublesAndPrintsItself()
    {
        var g = ConvTranspose2dGeometry.Create(1, 8, 14, 3, 4, 2, 1, 0, 1, 1);
        Assert.Equal("[1,8,14,14] * [8,3,4,4] -> [1,3,28,28], stride 2×2, pad 1, transposed", g.ToString());
        Assert.Equal(14 * 14 * 8 * 3 * 16, g.MultiplyAdds);
    }

    [Fact]
    public void Create_OutputPaddingAsLargeAsTheStride_SaysSo() => Assert.Equal(
        "output padding 2×2 with stride 2×2: it must be at least 0 and less than the stride.",
        Assert.Throws<ShapeException>(() => ConvTranspose2dGeometry.Create(1, 8, 14, 3, 4, 2, 1, 2, 1, 1)).Message);

    [Fact]
    public void Create_Same_SaysWhatItTakes() => Assert.Equal(
        "a transposed convolution takes its padding in numbers, not as Same. Give what is to be cut off each side of the output.",
        Assert.Throws<ShapeException>(() => ConvTranspose2dGeometry.Create(1, 8, 14, 3, 4, 2, Padding2d.Same, 0, 1, 1)).Message);

    [Fact]
    public void Create_MorePaddingThanOutput_SaysSo() => Assert.Equal(
        "an input of 1, kernel 3, stride 1, padding 4 in all gives an output of -1; it must be at least 1. Use less padding.",
        Assert.Throws<ShapeException>(() => ConvTranspose2dGeometry.Create(1, 1, 1, 1, 3, 1, 2, 0, 1, 1)).Message);
}
