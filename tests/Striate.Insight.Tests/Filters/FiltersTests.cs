using Striate.Imaging;
using Striate.Networks;

namespace Striate.Insight.Tests;

public sealed class FiltersTests
{
    // Margin 32, heading 44; two tiles of 3×3 enlarged 66 times, 14 apart; the places of a column are at least as wide as a tile.
    private const int Left = 32;
    private const int Top = 76;
    private const int Zoom = 66;
    private const int Step = (3 * Zoom) + 14;

    [Fact]
    public void First_NestedNetwork_FirstConvolution()
    {
        var conv = new Conv2d(1, 2, 3);
        Assert.Same(conv, Filters.First(new Sequential { new Sequential { new Relu(), conv }, new Conv2d(2, 2, 3) }));
    }

    [Fact]
    public void First_NoConvolution_Null() => Assert.Null(Filters.First(new Sequential { new Flatten(), new Linear(4, 2) }));

    [Fact]
    public void Sheet_OneChannel_SignedColoursByTheLargestOfTheBank()
    {
        float[] weights = [-2, -1, 0, 1, 2, 0.5f, 0, 0, 0, /**/ 4, 0, 0, 0, 0, 0, 0, 0, -4];
        var sheet = Filters.Sheet(new Conv2d(1, 2, 3).Fill(weights));
        Assert.Equal((1440, 3), (sheet.Width, sheet.Channels));
        for (var i = 0; i < weights.Length; i++)
        {
            var (filter, row, column) = (i / 9, i / 3 % 3, i % 3);
            var (x, y) = (Left + (filter * Step) + (column * Zoom), Top + (row * Zoom));
            var expected = ColorMap.BlueWhiteRed.Of((weights[i] + 4) / 8);
            Assert.All([(x, y), (x + Zoom - 1, y), (x, y + Zoom - 1), (x + Zoom - 1, y + Zoom - 1)], p => Assert.Equal(expected, sheet.ColorAt(p.Item1, p.Item2)));
        }
    }

    [Fact]
    public void Sheet_AnyBank_MarginsAndGapsArePaper()
    {
        var sheet = Filters.Sheet(new Conv2d(1, 2, 3).Fill([.. Enumerable.Repeat(1f, 18)]));
        Assert.True(sheet.IsPaper(0, 0, sheet.Width, 32));
        Assert.True(sheet.IsPaper(0, 0, 31, sheet.Height));
        Assert.True(sheet.IsPaper(sheet.Width - 31, 0, 31, sheet.Height));
        Assert.True(sheet.IsPaper(0, sheet.Height - 30, sheet.Width, 30));
        Assert.True(sheet.IsPaper(Left + (3 * Zoom) + 1, Top, 12, 3 * Zoom));
        Assert.False(sheet.IsPaper(Left, Top + (3 * Zoom) + 2, 3 * Zoom, 26), "The number is missing.");
        Assert.False(sheet.IsPaper(1000, 32, 408, 40), "The legend is missing.");
    }

    [Fact]
    public void Sheet_ThreeChannels_InColourAroundGrey()
    {
        var sheet = Filters.Sheet(new Conv2d(3, 1, 1).Fill(1, 0, -1));
        Assert.Equal(new Color(255, 128, 0), sheet.ColorAt(Left + 50, Top + 32 + 50));
    }

    [Fact]
    public void Sheet_TwoChannels_BelowEachOther()
    {
        var sheet = Filters.Sheet(new Conv2d(2, 1, 1).Fill(1, -1));
        Assert.Equal(ColorMap.BlueWhiteRed.Of(1), sheet.ColorAt(Left + 30, Top + 32 + 30));
        Assert.Equal(ColorMap.BlueWhiteRed.Of(0), sheet.ColorAt(Left + 30, Top + 32 + 63 + 30));
    }

    [Fact]
    public void Sheet_ZeroWeights_White()
    {
        var sheet = Filters.Sheet(new Conv2d(1, 1, 3).Fill(new float[9]));
        Assert.True(sheet.IsPaper(Left, Top, 3 * Zoom, 3 * Zoom));
    }

    [Fact]
    public void Sheet_NotFinite_GreyAndTheRestToScale()
    {
        var sheet = Filters.Sheet(new Conv2d(1, 1, (1, 2)).Fill(float.NaN, 1));
        Assert.Equal(Color.Grey(128), sheet.ColorAt(Left + 10, Top + 10));
        Assert.Equal(ColorMap.BlueWhiteRed.Of(1), sheet.ColorAt(Left + 190, Top + 10));
    }

    [Theory]
    [InlineData(512, 512)]
    [InlineData(64, 3)]
    [InlineData(1, 1)]
    public void Sheet_AnySizeOfBank_FitsAPage(int filters, int channels)
    {
        var conv = new Conv2d(channels, filters, 3);
        Assert.InRange(Filters.Sheet(conv.Fill(new float[conv.Weight.Shape.Size])).Height, 100, 8000);
    }
}
