using Striate.Data;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class HeatMapTests
{
    [Fact]
    public void Of_Channels_Summed() => Assert.Equal([4f, 6], HeatMap.Of(Tensor.From([1, 2, 3, 4], [1, 2, 1, 2])).ToArray());

    [Fact]
    public void Over_ForAndAgainst_RedAndBlue()
    {
        var over = HeatMap.Over(new Picture(1, 3, 1), Tensor.From([1, 0, -1], [1, 1, 1, 3]));
        Assert.True(over[0, 0, 0] > over[0, 0, 2] + 50, "red");
        Assert.Equal(over[0, 1, 0], over[0, 1, 2]);
        Assert.True(over[0, 2, 2] > over[0, 2, 0] + 50, "blue");
    }

    [Fact]
    public void Over_NothingAnywhere_Grey()
    {
        var over = HeatMap.Over(new Picture(2, 2, 3), Tensor.Zeros([1, 1, 2, 2]));
        Assert.Single(over.Pixels.ToArray().Distinct());
    }

    [Fact]
    public void Over_SmallerMap_BroughtToThePicture() => Assert.Equal((8, 6), (HeatMap.Over(new Picture(8, 6, 3), Tensor.Full([1, 1, 2, 2], 1)).Height, 6));

    [Fact]
    public void Of_SeveralImages_SaysWhatIsExpected() => Assert.Contains(
        "expected an attribution", Assert.Throws<Kernels.ShapeException>(() => HeatMap.Of(Tensor.Zeros([2, 1, 2, 2]))).Message, StringComparison.Ordinal);
}
