using Striate.Kernels;

namespace Striate.Tensors.Tests;

/// <summary>What the operations that rearrange say where sizes do not fit, and when they need no copy.</summary>
public class ShapingErrorsTests
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> Mistakes = new()
    {
        ["axis 4 of a tensor [1, 2, 4, 6]: it has 4 axes. Count from 0, or from −1 for the last."] = x => Ops.Narrow(x, 4, 0, 1),
        ["3 places from 2 of axis 2 leave a tensor [1, 2, 4, 6]."] = x => Ops.Narrow(x, 2, 2, 3),
        ["place 6 of axis 3 of a tensor [1, 2, 4, 6]: it has 6 places."] = x => Ops.Select(x, -1, 6),
        ["2..5 of axis 2 of a tensor [1, 2, 4, 6]: a range lies within the axis's 4 places, and its step is not 0."] = x => Ops.Slice(x, .., .., 2..5),
        ["0..^0 by 0 of axis 0 of a tensor [1, 2, 4, 6]: a range lies within the axis's 1 places, and its step is not 0."] = x => Ops.Slice(x, (.., 0)),
        ["5 ranges for a tensor [1, 2, 4, 6] of 4 axes."] = x => Ops.Slice(x, .., .., .., .., ..),
        ["axes (0, 1, 1, 3) of a tensor [1, 2, 4, 6]: give each of its 4 axes once."] = x => Ops.Permute(x, 0, 1, 1, 3),
        ["[1, 2, 4, 6] has 48 numbers, which [5, -1] does not divide. Give one size as −1, and others whose product divides them."] = x => Ops.Reshape(x, 5, -1),
        ["axis 3 of [1, 2, 4, 6] has 6 places, [2, 2] has 4."] = x => Ops.Unflatten(x, -1, 2, 2),
        ["axis 1 of [1, 2, 4, 6] has 2 places; only one of a single place can be left out."] = x => Ops.Squeeze(x, 1),
        ["axes 2 to 1 of a tensor [1, 2, 4, 6]: the first must not come after the last."] = x => Ops.Flatten(x, 2, 1),
        ["[1, 2, 4, 6] and [1, 2, 4, 5] cannot be put together along axis 1: all other sizes must be equal."] = x => Ops.Concat(1, x, Tensor.Zeros([1, 2, 4, 5])),
        ["[1, 2, 4, 6] and [2, 4, 6] cannot be put together along axis 1: all other sizes must be equal."] = x => Ops.Concat(1, x, Tensor.Zeros([2, 4, 6])),
        ["[1, 2, 4, 6] and [1, 2, 4, 5] cannot be stacked: all must have the same shape."] = x => Ops.Stack(1, x, Tensor.Zeros([1, 2, 4, 5])),
        ["nothing to put together; give at least one tensor."] = _ => Ops.Concat(0),
        ["axis 3 of [1, 2, 4, 6] cannot be cut into parts of [2, 3]: they must add up to 6."] = x => Ops.Split(x, 3, 2, 3)[0],
        ["axis 3 of [1, 2, 4, 6] cannot be cut into 0 parts; give at least 1."] = x => Ops.Chunk(x, 3, 0)[0],
        ["2 channels cannot be shuffled in 4 groups: groups must divide the channels."] = x => Ops.ChannelShuffle(x, 4),
        ["2 channels cannot be spread over squares of 2×2 pixels: their number must be a multiple of 4."] = x => Ops.PixelShuffle(x, 2),
        ["images [1, 2, 4, 6] cannot be cut into squares of 3×3 pixels: height and width must be multiples of 3."] = x => Ops.PixelUnshuffle(x, 3),
        ["2 paddings for a tensor [1, 2, 4, 6]: give one for each of its 4 axes."] = x => Ops.Pad(x, [1, 2]),
        ["places [2, 2] have 2 axes, expected [K]. For places of their own for each line use Gather."] = x => Ops.IndexSelect(x, 0, Tensor.Zeros([2, 2])),
        ["places [2, 2, 4, 6] in a tensor [1, 2, 4, 6], axis 1: they must have as many axes, and sizes no larger along all others."] =
            x => Ops.Gather(x, 1, Tensor.Zeros([2, 2, 4, 6])),
        ["patches [1, 8, 6] of a window 3×3: expected [N, C·9, L]."] = x => Ops.Fold(Ops.Reshape(x, 1, 8, 6), 4, 3),
        ["patches [1, 8, 6]: a window 2×2 that slides over 4×4 has 9 places, not 6."] = x => Ops.Fold(Ops.Reshape(x, 1, 8, 6), 4, 2),
        ["maps [1, 2, 4, 6]: expected [N, 2, 3], two rows of three numbers for each image."] = x => Ops.AffineGrid(x, 3),
        ["grid [1, 2, 4, 6] for images [1, 2, 4, 6]: expected [1, OH, OW, 2], a place x, y for each pixel of the output."] = x => Ops.GridSample(x, x),
    };

    public static TheoryData<string> Messages() => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Operation_SizesThatDoNotFit_SaysWhatIsExpected(string message) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(() => Mistakes[message](Tensor.Zeros([1, 2, 4, 6]))).Message);

    [Fact]
    public void Permute_OrderThatTheMemoryHasAlready_IsAView()
    {
        var images = Tensor.Zeros([2, 3, 4, 5], Layout.ChannelsLast);
        var pixels = Ops.Permute(images, 0, 2, 3, 1);
        pixels.Span[7] = 5;
        Assert.Equal(5, images.Span[7]);
        Assert.Equal(Layout.RowMajor, pixels.Layout);

        var back = Ops.Permute(pixels, 0, 3, 1, 2);
        Assert.Equal(Layout.ChannelsLast, back.Layout);
        Assert.Equal(5, back.Span[7]);
        Assert.Equal(images.ToArray(), back.ToArray());
    }

    [Theory]
    [InlineData(7, 3, new[] { 3, 3, 1 })]
    [InlineData(6, 4, new[] { 2, 2, 2 })]
    [InlineData(0, 2, new[] { 0 })]
    public void Chunk_AnySize_GivesAtMostThatManyParts(int size, int chunks, int[] expected) =>
        Assert.Equal(expected, Ops.Chunk(Tensor.Zeros([size]), 0, chunks).Select(part => part.Length));

    [Fact]
    public void Reshape_RowMajorNumbers_IsAView()
    {
        var x = Tensor.Zeros([2, 6]);
        Ops.Reshape(x, 3, -1).Span[5] = 7;
        Assert.Equal(7, x.Span[5]);
    }
}
