using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class FourierImageTests
{
    [Theory]
    [InlineData(8, 8)]
    [InlineData(7, 12)]
    public void Forward_OneCoefficient_IsAWaveOfItsFrequency(int height, int width)
    {
        var image = new FourierImage(1, 1, height, width, seed: 1);
        var spectrum = image.Parameters().Single().Parameter.Value;
        spectrum.Span.Clear();

        // Row place 0 is the constant, column place 3 the cosine of two cycles.
        spectrum[0, 0, 0, 3] = 1;
        var pixels = image.Forward(0);
        var amplitude = 0.25 / (2.0 / width) * Math.Sqrt(2.0 / width) / Math.Sqrt(height);
        for (var i = 0; i < height; i++)
        {
            for (var j = 0; j < width; j++)
            {
                var wave = amplitude * Math.Cos(2 * Math.PI * 2 * j / width);
                Assert.Equal(1 / (1 + Math.Exp(-wave)), pixels[0, 0, i, j], 1e-5);
            }
        }
    }

    [Fact]
    public void Forward_OneIndependentColour_MixesAllChannels()
    {
        var image = new FourierImage(1, 3, 4, 4, seed: 1);
        var spectrum = image.Parameters().Single().Parameter.Value;
        spectrum.Span.Clear();
        spectrum[0, 0, 0, 0] = 1;
        var pixels = image.Forward(0);

        // The first of the independent colours is brightness: all channels rise nearly alike.
        Assert.All(Enumerable.Range(0, 3), c => Assert.InRange(pixels[0, c, 2, 2], 0.51f, 0.99f));
        Assert.Equal(pixels[0, 1, 2, 2], pixels[0, 0, 2, 2], 0.02f);
    }

    [Fact]
    public void Create_SameSeed_SameBits()
    {
        Assert.Equal(new FourierImage(2, 3, 8, 8, 5).Forward(0).ToArray(), new FourierImage(2, 3, 8, 8, 5).Forward(0).ToArray());
        Assert.NotEqual(new FourierImage(2, 3, 8, 8, 5).Forward(0).ToArray(), new FourierImage(2, 3, 8, 8, 6).Forward(0).ToArray());
    }
}
