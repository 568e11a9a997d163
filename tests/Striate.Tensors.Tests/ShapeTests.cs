using Striate.Kernels;

namespace Striate.Tensors.Tests;

public class ShapeTests
{
    [Fact]
    public void Literal_FourSizes_CountsAndPrints()
    {
        Shape shape = [64, 3, 32, 16];
        Assert.Equal(4, shape.Rank);
        Assert.Equal(64 * 3 * 32 * 16, shape.Size);
        Assert.Equal((64, 16, 3), (shape[0], shape[-1], shape[-3]));
        Assert.Equal("[64, 3, 32, 16]", shape.ToString());
        Assert.Equal(new[] { 64, 3, 32, 16 }, shape.ToArray());
        Assert.Equal(new[] { 64, 3, 32, 16 }, shape.AsEnumerable());
    }

    [Fact]
    public void Literal_NoSizes_IsASingleNumber()
    {
        Shape shape = [];
        Assert.Equal((0, 1, "[]"), (shape.Rank, shape.Size, shape.ToString()));
        Assert.Equal(default, shape);
    }

    [Fact]
    public void Length_ASizeOfZero_IsZero() => Assert.Equal(0, Shape.Of([5, 0, 1000]).Size);

    [Fact]
    public void Equality_SizesAndRank_Decide()
    {
        Shape a = [2, 3];
        Shape b = [2, 3];
        Assert.True(a == b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.True(a != [2, 3, 1]);
        Assert.True(a != [3, 2]);
        Assert.False(a.Equals("[2, 3]"));
    }

    [Fact]
    public void Index_OutsideTheAxes_SaysWhich()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Shape.Of([2, 3])[2]);
        Assert.StartsWith("Axis 2 of a shape [2, 3] with 2 axes.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Shape.Of([2, 3])[-3]);
    }

    [Theory]
    [InlineData("A shape of 7 axes; at most 6 are supported.", 1, 1, 1, 1, 1, 1, 1)]
    [InlineData("Shape [2, -1]: sizes must not be negative.", 2, -1)]
    [InlineData("Shape [0, -1]: sizes must not be negative.", 0, -1)]
    [InlineData("Shape [65536, 65536] has more than 2147483591 numbers. Use a smaller batch, or smaller images.", 65536, 65536)]
    [InlineData("Shape [2000000000, 2000000000, 2000000000, 2000000000] has more than 2147483591 numbers. Use a smaller batch, or smaller images.", 2_000_000_000, 2_000_000_000, 2_000_000_000, 2_000_000_000)]
    public void Of_ImpossibleSizes_SaysWhy(string message, params int[] sizes) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(() => Shape.Of(sizes)).Message);
}
