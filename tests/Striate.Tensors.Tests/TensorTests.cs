using System.Buffers;
using Striate.Kernels;

namespace Striate.Tensors.Tests;

public class TensorTests
{
    private static readonly Shape Images = [2, 3, 2, 4];

    [Fact]
    public void Element_BeyondAnAxis_SaysWhichAndHowLongItIs()
    {
        var tensor = Tensor.Zeros([2, 3]);
        Assert.StartsWith("Axis 1 of a tensor [2, 3] has the indices 0 to 2.", Assert.Throws<ArgumentOutOfRangeException>(() => tensor[1, 3]).Message, StringComparison.Ordinal);
        Assert.StartsWith("Axis 0 of a tensor [2, 3] has the indices 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => tensor[-1, 0]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_OfATensor_AreItsOwnMemory()
    {
        var tensor = Tensor.Zeros([2, 3]);
        tensor.Span[4] = 7;
        Assert.Equal(7, tensor[1, 1]);
        Assert.True(tensor.Span == tensor.Span);
    }

    [Theory]
    [InlineData(Layout.RowMajor)]
    [InlineData(Layout.ChannelsLast)]
    public void AsTensorSpan_BothLayouts_SeesEveryPlaceAndWritesThrough(Layout layout)
    {
        var tensor = Tensor.Normal(Images, new Rng(1), layout);
        var view = tensor.AsTensorSpan();
        for (var n = 0; n < 2; n++)
        {
            for (var c = 0; c < 3; c++)
            {
                for (var h = 0; h < 2; h++)
                {
                    for (var w = 0; w < 4; w++)
                    {
                        Assert.Equal(tensor[n, c, h, w], view[n, c, h, w]);
                    }
                }
            }
        }

        view[1, 2, 0, 3] = 42;
        Assert.Equal(42, tensor[1, 2, 0, 3]);
    }

    [Fact]
    public void AsTensorSpan_Strides_FollowTheLayout()
    {
        Assert.Equal([24, 8, 4, 1], Tensor.Zeros(Images).AsTensorSpan().Strides.ToArray());
        Assert.Equal([24, 1, 12, 3], Tensor.Zeros(Images, Layout.ChannelsLast).AsTensorSpan().Strides.ToArray());
        Assert.Equal([12, 1, 3], Tensor.Zeros([2, 3, 4], Layout.ChannelsLast).AsTensorSpan().Strides.ToArray());
        Assert.Equal([120, 1, 60, 15, 3], Tensor.Zeros([2, 3, 2, 4, 5], Layout.ChannelsLast).AsTensorSpan().Strides.ToArray());
    }

    [Fact]
    public void Indexer_BothLayouts_FindsTheSameNumber()
    {
        var rowMajor = Tensor.From([.. Enumerable.Range(0, 48).Select(i => (float)i)], Images);
        var channelsLast = Tensor.Zeros(Images, Layout.ChannelsLast);
        channelsLast.CopyFrom(rowMajor.ToArray());
        Assert.Equal(24 + 16 + 4 + 3, rowMajor[1, 2, 1, 3]);
        Assert.Equal(rowMajor[1, 2, 0, 3], channelsLast[1, 2, 0, 3]);
        Assert.Equal(rowMajor.ToArray(), channelsLast.ToArray());
        Assert.Equal(8, channelsLast.Span[1]);
    }

    [Fact]
    public void Indexer_OutsideTheShape_IsAnError()
    {
        var tensor = Tensor.Zeros([2, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => tensor[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => tensor[-1, 0]);
        Assert.Equal("1 indices for a tensor [2, 3].", Assert.Throws<ShapeException>(() => tensor[0]).Message);
    }

    [Fact]
    public void Wrap_OwnArray_SharesItsMemoryAndOutlivesScopes()
    {
        var values = new float[10];
        Tensor tensor;
        using (new Scope())
        {
            tensor = Tensor.Wrap(new ArraySegment<float>(values, 2, 6), [2, 3]);
        }

        tensor[1, 0] = 5;
        Assert.Equal(5, values[5]);
        values[2] = 9;
        Assert.Equal(9, tensor[0, 0]);
    }

    [Fact]
    public void Wrap_MemoryOverAnArray_SharesIt()
    {
        var values = new float[10];
        var tensor = Tensor.Wrap(values.AsMemory(3, 4), [2, 2]);
        tensor[1, 1] = 7;
        Assert.Equal(7, values[6]);
    }

    [Fact]
    public void Wrap_NativeMemory_SaysWhatToDo()
    {
        using var native = new NativeFloats();
        Assert.StartsWith(
            "Wrap of 4 numbers that lie in no array; expected memory over a float[]. Copy them with Tensor.From.",
            Assert.Throws<ArgumentException>(() => Tensor.Wrap(native.Memory, [2, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_OtherNumberOfValues_SaysBoth()
    {
        Assert.Equal("5 values for a shape [2, 3] of 6.", Assert.Throws<ShapeException>(() => Tensor.From(new float[5], [2, 3])).Message);
        Assert.Equal("5 values for a shape [2, 3] of 6.", Assert.Throws<ShapeException>(() => Tensor.Wrap(new float[5], [2, 3])).Message);
        Assert.Equal("7 values for a shape [2, 3] of 6.", Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3]).CopyTo(new float[7])).Message);
    }

    [Fact]
    public void ChannelsLast_NoPlaces_SaysWhatItIsFor() => Assert.Equal(
        "Channels-last is an order of [N, C, L], [N, C, H, W] or [N, C, D, H, W]; the shape is [2, 3].",
        Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 3], Layout.ChannelsLast)).Message);

    [Fact]
    public void Item_OneNumber_IsItAndElseAnError()
    {
        Assert.Equal(3, Tensor.Full([1, 1], 3).Item());
        Assert.Equal("Item() of a tensor [2]; it takes a tensor of one number.", Assert.Throws<ShapeException>(() => Tensor.Zeros([2]).Item()).Message);
    }

    [Theory]
    [InlineData(float.NaN, true)]
    [InlineData(float.PositiveInfinity, true)]
    [InlineData(float.NegativeInfinity, true)]
    [InlineData(float.MaxValue, false)]
    public void HasNonFinite_OneNumber_IsFound(float value, bool expected)
    {
        var tensor = Tensor.Full([40], 1);
        tensor.Span[33] = value;
        Assert.Equal(expected, tensor.HasNonFinite());
    }

    [Fact]
    public void Clone_Changed_LeavesTheOriginalAlone()
    {
        var tensor = Tensor.Full(Images, 1, Layout.ChannelsLast);
        var copy = tensor.Clone();
        copy.Span.Fill(2);
        Assert.Equal((1, Layout.ChannelsLast), (tensor.Span[0], copy.Layout));
    }

    [Fact]
    public void ToString_ManyNumbers_ShowsTheFirst()
    {
        Assert.Equal("Tensor [2, 2] 0.5 -1 2 0", Tensor.From([0.5f, -1, 2, 0], [2, 2]).ToString());
        Assert.Equal("Tensor [9] 1 1 1 1 1 1 1 1 …", Tensor.Full([9], 1).ToString());
    }

    [Fact]
    public void Normal_SameSeed_SameNumbers() =>
        Assert.Equal(Tensor.Normal([100], new Rng(1)).ToArray(), Tensor.Normal([100], new Rng(1)).ToArray());

    // Memory that an owner of its own manages; what lies in it does not matter here.
    private sealed class NativeFloats : MemoryManager<float>
    {
        public override Memory<float> Memory => CreateMemory(4);

        public override Span<float> GetSpan() => new float[4];

        public override MemoryHandle Pin(int elementIndex = 0) => default;

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
