using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Shaping;
using static Striate.Tensors.Tests.GradientCheck;

namespace Striate.Tensors.Tests;

/// <summary>
/// The operations that put numbers elsewhere. What they compute is told by their own rule, place by place, for images in either order
/// of memory and for other shapes; since each number goes to places of its own, its gradient is the sum of theirs.
/// </summary>
public class MoveTests
{
    /// <summary>An operation, the shape that it is tried on, and where each number of the output comes from (none for padding).</summary>
    private static readonly Dictionary<string, (Shape Shape, Func<Tensor, Tensor> Operation, Func<int[], int[]?> Source)> Moves = new()
    {
        ["Permute"] = ([2, 3, 4, 5], x => Ops.Permute(x, 3, 1, 0, 2), p => [p[2], p[1], p[3], p[0]]),
        ["Permute of six axes"] = ([2, 1, 3, 2, 2, 3], x => Ops.Permute(x, 5, 0, 3, 2, 1, 4), p => [p[1], p[4], p[3], p[2], p[5], p[0]]),
        ["Transpose"] = ([7, 9], x => Ops.Transpose(x), p => [p[1], p[0]]),
        ["Slice"] = ([3, 4, 6, 5], x => Ops.Slice(x, 1.., .., (.., -2), (..^1, 3)), p => [p[0] + 1, p[1], 5 - (2 * p[2]), 3 * p[3]]),
        ["Slice of channels"] = ([2, 9, 3, 2], x => Ops.Slice(x, .., 2..7), p => [p[0], p[1] + 2, p[2], p[3]]),
        ["Narrow"] = ([2, 5, 3], x => Ops.Narrow(x, 1, 2, 2), p => [p[0], p[1] + 2, p[2]]),
        ["Select"] = ([2, 5, 3, 4], x => Ops.Select(x, 1, -2), p => [p[0], 3, p[1], p[2]]),
        ["Flip"] = ([2, 3, 4, 5], x => Ops.Flip(x, 1, -1), p => [p[0], 2 - p[1], p[2], 4 - p[3]]),
        ["PixelShuffle"] = ([2, 12, 2, 3], x => Ops.PixelShuffle(x, 2), p => [p[0], (p[1] * 4) + (p[2] % 2 * 2) + (p[3] % 2), p[2] / 2, p[3] / 2]),
        ["PixelUnshuffle"] = ([2, 2, 4, 6], x => Ops.PixelUnshuffle(x, 2), p => [p[0], p[1] / 4, (p[2] * 2) + (p[1] / 2 % 2), (p[3] * 2) + (p[1] % 2)]),
        ["ChannelShuffle"] = ([2, 12, 2, 2], x => Ops.ChannelShuffle(x, 3), p => [p[0], (p[1] % 3 * 4) + (p[1] / 3), p[2], p[3]]),
        ["Pad with a constant"] = (
            [2, 3, 4, 5],
            x => Ops.Pad(x, new Padding2d(1, 0, 2, 1)),
            p => p[2] == 0 || p[3] < 2 || p[3] == 7 ? null : [p[0], p[1], p[2] - 1, p[3] - 2]),
        ["Pad reflected"] = (
            [2, 3, 4, 5],
            x => Ops.Pad(x, new Padding2d(3, 1, 0, 2), PadMode.Reflect),
            p => [p[0], p[1], 3 - Math.Abs(3 - Math.Abs(p[2] - 3)), 4 - Math.Abs(4 - p[3])]),
        ["Pad replicated"] = (
            [2, 3, 4], x => Ops.Pad(x, [0, (1, 2), 1], PadMode.Replicate), p => [p[0], Math.Clamp(p[1] - 1, 0, 2), Math.Clamp(p[2] - 1, 0, 3)]),
        ["Pad around"] = ([2, 3, 4, 5], x => Ops.Pad(x, [1, 2, 0, (3, 4)], PadMode.Circular), p => [(p[0] + 1) % 2, (p[1] + 1) % 3, p[2], (p[3] + 2) % 5]),
        ["IndexSelect"] = (
            [3, 4, 2, 2], x => Ops.IndexSelect(x, 1, Tensor.From([3, 0, 0, 2, 3], [5])), p => [p[0], new[] { 3, 0, 0, 2, 3 }[p[1]], p[2], p[3]]),
        ["Gather"] = (
            [2, 4, 3, 2],
            x => Ops.Gather(x, 2, Tensor.From([.. Enumerable.Range(0, 32).Select(i => (float)(i * 7 % 3))], [2, 4, 4, 1])),
            p => [p[0], p[1], ((p[0] * 16) + (p[1] * 4) + p[2]) * 7 % 3, p[3]]),
        ["Concat"] = ([2, 3, 2, 2], x => Ops.Concat(2, x, x), p => [p[0], p[1], p[2] % 2, p[3]]),
        ["ConcatChannels"] = ([2, 3, 2, 2], x => Ops.ConcatChannels(x, x, x), p => [p[0], p[1] % 3, p[2], p[3]]),
        ["Stack"] = ([2, 3, 2, 2], x => Ops.Stack(1, x, x), p => [p[0], p[2], p[3], p[4]]),
        ["Split"] = ([2, 6, 2, 2], x => Ops.Concat(1, [.. Enumerable.Reverse(Ops.Split(x, 1, 2, 3, 1))]), p => [p[0], p[1] < 1 ? 5 : p[1] < 4 ? p[1] + 1 : p[1] - 4, p[2], p[3]]),
        ["Chunk"] = ([2, 5], x => Ops.Concat(1, [.. Enumerable.Reverse(Ops.Chunk(x, -1, 2))]), p => [p[0], p[1] < 2 ? p[1] + 3 : p[1] - 2]),
        ["Reshape"] = ([2, 6, 2], x => Ops.Reshape(x, -1, 3), p => [((p[0] * 3) + p[1]) / 12, ((p[0] * 3) + p[1]) / 2 % 6, ((p[0] * 3) + p[1]) % 2]),
        ["Unsqueeze"] = ([2, 3], x => Ops.Unsqueeze(x, -1), p => [p[0], p[1]]),
        ["Squeeze"] = ([2, 1, 3], x => Ops.Squeeze(x, 1), p => [p[0], 0, p[1]]),
    };

    public static TheoryData<string> Names() => [.. Moves.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Move_EitherOrderOfMemory_EveryNumberAndItsGradientAreInTheirPlaces(string name)
    {
        var (shape, operation, source) = Moves[name];
        foreach (var layout in shape.Rank == 4 ? [Layout.RowMajor, Layout.ChannelsLast] : new[] { Layout.RowMajor })
        {
            using var tape = new Tape();
            var x = Tensor.Zeros(shape, layout);
            x.CopyFrom(Numbers(x.Length, 1));
            x.RequiresGrad = true;
            var y = operation(x);
            var weights = Tensor.From(Numbers(y.Length, 2), y.Shape);
            var gradient = Tensor.Zeros(shape);
            foreach (var place in PlacesOf(y.Shape))
            {
                var from = source(place);
                Assert.Equal(from is null ? 0 : x[from], y[place]);
                if (from is not null)
                {
                    gradient[from] += weights[place];
                }
            }

            y.Backward(weights);
            AssertClose(name, Array.ConvertAll(gradient.ToArray(), value => (double)value), x.Grad!.ToArray(), 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Move_RecordedRun_CanBeRepeatedAndKnowsItsShape(string name)
    {
        var (shape, operation, _) = Moves[name];
        var replay = Replay.Of(operation, shape);
        Random(shape, 3).Span.CopyTo(replay.Input.Span);
        Assert.Equal(operation(replay.Input).ToArray(), replay.Run().ToArray());

        using var tape = Tape.OfShapes();
        var y = operation(Tensor.From(shape, Layout.RowMajor, _ => throw new InvalidOperationException("Nobody looks at the numbers.")));
        Assert.Equal(replay.Output.Shape, y.Shape);
    }

    [Fact]
    public void ReceiveGradOfPart_AfterASharedGradient_LeavesTheOtherHolderAlone()
    {
        using var tape = new Tape();
        var x = Random([4, 6], 1);
        x.RequiresGrad = true;
        var (y, z) = (Ops.Tanh(x), Ops.Tanh(x));

        // The sum hands its gradient on to both as the same numbers; then the slice's is added to one of them.
        var part = Ops.Pad(Ops.Narrow(y, 1, 2, 3), [0, (2, 1)]);
        var sum = Ops.Add(y, z);
        Ops.Add(sum, part).Backward(Tensor.Full([4, 6], 1));
        foreach (var place in PlacesOf(x.Shape))
        {
            var slope = 1 - (y[place] * y[place]);
            Assert.Equal(place[1] is >= 2 and < 5 ? 3 * slope : 2 * slope, x.Grad![place], 1e-5f);
        }
    }

    private static IEnumerable<int[]> PlacesOf(Shape shape)
    {
        for (var number = 0; number < shape.Size; number++)
        {
            var place = new int[shape.Rank];
            for (var (axis, rest) = (shape.Rank - 1, number); axis >= 0; axis--)
            {
                (rest, place[axis]) = Math.DivRem(rest, shape[axis]);
            }

            yield return place;
        }
    }
}
