using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks.Tests.Initializers;

public class WhiteningInitializerTests
{
    [Fact]
    public void Fill_ImagesThatCorrelate_MakesAnswersThatDoNot()
    {
        var images = Images();
        var conv = new Conv2d(2, 16, 2, bias: false);
        conv.Weight.Initializer = Initializer.Whitening(images, 2, 1e-9);
        var rows = Ops.ToChannelsLast(conv.Forward(images)).Span;
        var count = rows.Length / 16;
        for (var a = 0; a < 8; a++)
        {
            for (var b = 0; b < 16; b++)
            {
                var product = 0.0;
                for (var i = 0; i < count; i++)
                {
                    product += rows[(i * 16) + a] * rows[(i * 16) + b];
                }

                // Filter b + 8 is the negative of filter b.
                Assert.Equal(a == b ? 1 : a == b - 8 ? -1 : 0, product / count, 1e-3);
            }
        }
    }

    [Fact]
    public void Fill_AnySeed_TheSame()
    {
        var initializer = Initializer.Whitening(Images(), 2);
        var (first, second) = (new float[64], new float[64]);
        initializer.Fill(first, [8, 2, 2, 2], new Rng(1));
        initializer.Fill(second, [8, 2, 2, 2], new Rng(2));
        Assert.Equal(first, second);
    }

    [Fact]
    public void Fill_OneColour_StaysFinite()
    {
        var values = new float[64];
        Initializer.Whitening(Tensor.Full([1, 2, 4, 4], 0), 2).Fill(values, [8, 2, 2, 2], new Rng(1));
        Assert.All(values, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Fill_OtherFilters_SaysHowMany() => Assert.Equal(
        "Whitening: filters [24, 2, 2, 2], expected 8 or 16 of [2, 2, 2]. Give the convolution as many, or make it for another kernelSize.",
        Assert.Throws<ShapeException>(() => Initializer.Whitening(Images(), 2).Fill(new float[192], [24, 2, 2, 2], new Rng(1))).Message);

    [Fact]
    public void Whitening_WrongInput_SaysWhatIsExpected()
    {
        Assert.Equal(
            "Whitening: images [1, 2, 4, 4], expected [N, C, H, W] with at least one patch of 5×5.",
            Assert.Throws<ShapeException>(() => Initializer.Whitening(Tensor.Zeros([1, 2, 4, 4]), 5)).Message);
        Assert.Throws<ShapeException>(() => Initializer.Whitening(Tensor.Zeros([3, 4]), 2));
        Assert.StartsWith(
            "Whitening: epsilon is 0, expected above 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Whitening(Images(), 2, 0)).Message, StringComparison.Ordinal);
    }

    // Neighbours and channels are alike, as in photos.
    private static Tensor Images()
    {
        var rng = new Rng(4);
        var images = Tensor.Zeros([20, 2, 9, 8], Layout.ChannelsLast);
        var values = images.Span;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = rng.NextFloat(-1, 1) + (i >= 2 ? 0.8f * values[i - 2] : 0) + (i % 2 == 1 ? 0.5f * values[i - 1] : 0);
        }

        return images;
    }
}
