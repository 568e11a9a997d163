using Striate.Kernels;

namespace Striate.Imaging.Tests;

public class ColorMapTests
{
    [Fact]
    public void Of_EndsAndMiddle_AreTheKnownColours()
    {
        Assert.Equal("#440154", ColorMap.Viridis.Of(0).ToString());
        Assert.Equal("#FDE725", ColorMap.Viridis.Of(1).ToString());
        Assert.Equal("#FDE725", ColorMap.Viridis.Of(7).ToString());
        Assert.Equal("#FFFFFF", ColorMap.BlueWhiteRed.Of(0.5f).ToString());
        Assert.Equal("#808080", ColorMap.Greys.Of(0.5f).ToString());
        Assert.Equal("#808080", ColorMap.Viridis.Of(float.NaN).ToString());
    }

    [Fact]
    public void Viridis_FromLowToHigh_GrowsBrighter()
    {
        var light = Enumerable.Range(0, 100).Select(i => ColorMap.Viridis.Of(i / 99f)).Select(c => (0.2126 * c.R) + (0.7152 * c.G) + (0.0722 * c.B)).ToArray();
        Assert.Equal(light.Order(), light);
    }

    [Fact]
    public void Apply_Values_ScalesFromLowToHigh()
    {
        Assert.Equal([0, 0, 0, 128, 128, 128, 255, 255, 255], ColorMap.Greys.Apply([-1, 0, 1], 1, 3, -1, 1).Pixels.ToArray());
        Assert.Equal([128, 128, 128], ColorMap.Greys.Apply([3], 1, 1, 3, 3).Pixels.ToArray());
        Assert.Equal("3 values for a picture of 2x2, expected 4.", Assert.Throws<ShapeException>(() => ColorMap.Greys.Apply([1, 2, 3], 2, 2, 0, 1)).Message);
    }
}
