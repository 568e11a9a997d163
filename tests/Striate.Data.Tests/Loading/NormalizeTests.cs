using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Data.Tests.Loading;

public class NormalizeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Apply_EachChannel_FollowsTheFormula(int channels)
    {
        float[] mean = [0.1f, 0.2f, 0.3f, 0.4f], std = [0.5f, 0.6f, 0.7f, 0.8f];
        var picture = Samples.NoisyPicture(7, 11, channels, 1);
        var y = new float[picture.Pixels.Length];
        new Normalize(mean[..channels], std[..channels]).Apply(picture, y);
        for (var i = 0; i < y.Length; i++)
        {
            var c = i % channels;
            Assert.Equal(((picture.Pixels[i] / 255.0) - mean[c]) / std[c], y[i], 1e-5);
        }
    }

    [Fact]
    public void Apply_OtherChannels_SaysBoth() => Assert.Equal(
        "Normalize has 3 means, and the pictures have 1 channels. Give one mean and deviation, or 1.",
        Assert.Throws<ShapeException>(() => Normalize.ImageNet.Apply(new Picture(2, 2, 1), new float[4])).Message);

    [Fact]
    public void Create_DeviationOfZero_SaysWhatIsExpected() => Assert.Equal(
        "Normalize mean 0.5, std 0: expected as many means as deviations, finite, and deviations above 0.",
        Assert.Throws<ArgumentException>(() => new Normalize([0.5f], [0])).Message);

    [Fact]
    public void Of_TwoValues_MeasuresThem()
    {
        var data = new PictureSet("two", [new Picture([0, 255, 51, 51], 1, 4, 1)], [0], ["a"]);
        var measured = Normalize.Of(data);
        Assert.Equal(0.35f, measured.Mean[0], 1e-6f);
        Assert.Equal(Math.Sqrt(((0.35 * 0.35) + (0.65 * 0.65) + (2 * 0.15 * 0.15)) / 4), measured.Std[0], 1e-6);
    }

    [Theory]
    [InlineData(Layout.RowMajor)]
    [InlineData(Layout.ChannelsLast)]
    public void ToPicture_OfNormalisedNumbers_IsThePicture(Layout layout)
    {
        var picture = Samples.NoisyPicture(5, 7, 3, 1);
        var numbers = new float[2 * 105];
        Normalize.ImageNet.Apply(picture, numbers.AsSpan(105));
        var images = Ops.Permute(Tensor.From(numbers, [2, 5, 7, 3]), 0, 3, 1, 2);
        Assert.Equal(picture.Pixels, Normalize.ImageNet.ToPicture(layout == Layout.RowMajor ? Ops.ToRowMajor(images) : Ops.ToChannelsLast(images), 1).Pixels);
        Assert.Equal([0, 255], Normalize.UnitRange.ToPicture(Tensor.From([-0.5f, 1.5f], [1, 1, 1, 2])).Pixels.ToArray());
    }
}
