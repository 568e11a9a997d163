using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class FilterAnswersTests
{
    [Fact]
    public void Of_TwoDots_TheBrighterFirst()
    {
        var image = Tensor.Zeros([1, 1, 16, 16]);
        (image[0, 0, 4, 5], image[0, 0, 11, 12]) = (1, 2);
        var network = Dots();
        var answers = FilterAnswers.Of(network, image, network[0], filter: 1);
        Assert.Equal((11, 12), answers.Places[0]);
        Assert.Equal((4, 5), answers.Places[1]);
        Assert.Equal(4, answers.Map[0, 0, 11, 12]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Of_NoSuchFilter_SaysHowMany(int filter)
    {
        var network = Dots();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => FilterAnswers.Of(network, Tensor.Zeros([1, 1, 16, 16]), network[0], filter));
        Assert.Contains("Give a number from 0 to 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheet_AnyFilter_AsWideAsOthers()
    {
        var network = Dots();
        var sheet = FilterAnswers.Of(network, Tensor.Full([1, 1, 16, 16], 0.5f), network[0], 0).Sheet(new Data.Picture(16, 16, 1));
        Assert.Equal(1440, sheet.Width);
    }

    // Two filters that see one pixel: one as it is, the other twice.
    private static Sequential Dots() => [new Conv2d(1, 2, 3, padding: 1, bias: false).Fill(0, 0, 0, 0, 1, 0, 0, 0, 0, /**/ 0, 0, 0, 0, 2, 0, 0, 0, 0)];
}
