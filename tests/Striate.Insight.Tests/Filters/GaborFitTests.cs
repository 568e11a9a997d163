using Striate.Networks;

namespace Striate.Insight.Tests;

public sealed class GaborFitTests
{
    private const int Side = 9;

    [Theory]
    [InlineData(0, 0.25, 0)]
    [InlineData(30, 0.2, 90)]
    [InlineData(90, 0.15, 45)]
    [InlineData(135, 0.3, 180)]
    [InlineData(170, 0.12, -90)]
    public void Of_GaborFilter_ItsOwnNumbers(double orientation, double frequency, double phase)
    {
        var fit = Assert.Single(GaborFit.Of(new Conv2d(1, 1, Side).Fill(Gabor(orientation, frequency, phase))));
        Assert.True(fit.IsOriented);
        Assert.Equal(1, fit.Explained, 3);
        Assert.InRange(Apart(fit.Orientation, orientation, 180), 0, 0.5);
        Assert.Equal(frequency, fit.Frequency, 2);
        Assert.Equal(1.5, fit.Width, 1);
        Assert.Equal(2.5, fit.Length, 1);
        Assert.InRange(Math.Min(Apart(fit.Phase, phase, 360), Apart(fit.Phase, -phase, 360)), 0, 2);
    }

    [Fact]
    public void Of_StrongNoiseOnIt_StillFound()
    {
        var rng = new Kernels.Rng(5);
        var noisy = Gabor(60, 0.2, 90).Select(value => value + (float)(0.15 * rng.NextNormal())).ToArray();
        var fit = Assert.Single(GaborFit.Of(new Conv2d(1, 1, Side).Fill(noisy)));
        Assert.InRange(Apart(fit.Orientation, 60, 180), 0, 6);
        Assert.InRange(fit.Explained, 0.6, 0.95);
    }

    [Fact]
    public void Of_RoundBlob_ExplainedAndNotOriented()
    {
        var blob = Pixels((x, y) => Math.Exp(-((x * x) + (y * y)) / 4));
        var fit = Assert.Single(GaborFit.Of(new Conv2d(1, 1, Side).Fill(blob)));
        Assert.False(fit.IsOriented);
        Assert.InRange(fit.Explained, 0.99, 1);
        Assert.InRange(fit.Selectivity, 0, 0.1);
    }

    [Fact]
    public void Of_Noise_NotOriented()
    {
        var rng = new Kernels.Rng(3);
        var fits = GaborFit.Of(new Conv2d(1, 32, 7).Fill([.. Enumerable.Range(0, 32 * 49).Select(_ => (float)rng.NextNormal())]));
        Assert.InRange(fits.Count(fit => fit.IsOriented), 0, 3);
    }

    [Fact]
    public void ShareByChance_SmallFilters_MoreThanLargeOnesAndAlwaysTheSame()
    {
        var small = GaborFit.ShareByChance(new Conv2d(1, 4, 5));
        Assert.InRange(small, 0.05, 0.3);
        Assert.InRange(GaborFit.ShareByChance(new Conv2d(3, 4, 7)), 0, 0.02);
        Assert.Equal(small, GaborFit.ShareByChance(new Conv2d(1, 16, 5)));
    }

    [Fact]
    public void Of_OneColour_AsInGrey()
    {
        var grey = Gabor(30, 0.2, 90);
        float[] colour = [.. grey.Select(v => 0.2f * v), .. grey.Select(v => -0.5f * v), .. grey.Select(v => 0.1f * v)];
        var fit = Assert.Single(GaborFit.Of(new Conv2d(3, 1, Side).Fill(colour)));
        Assert.Equal(1, fit.Explained, 3);
        Assert.InRange(Apart(fit.Orientation, 30, 180), 0, 0.5);
        Assert.All(colour.Zip(fit.Values), pair => Assert.Equal(pair.First, pair.Second, 0.01f));
    }

    [Fact]
    public void Of_TwoColoursEachItsOwn_OneExplained()
    {
        float[] colour = [.. Gabor(0, 0.2, 90), .. Gabor(90, 0.2, 90).Select(v => 0.5f * v), .. new float[Side * Side]];
        var fit = Assert.Single(GaborFit.Of(new Conv2d(3, 1, Side).Fill(colour)));
        Assert.Equal(0.8, fit.Explained, 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    public void Of_NothingToFit_NotOriented(float weight)
    {
        var fit = Assert.Single(GaborFit.Of(new Conv2d(1, 1, 5).Fill([.. Enumerable.Repeat(weight, 25)])));
        Assert.False(fit.IsOriented);
        Assert.Equal(0, fit.Explained);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(16, 5)]
    public void Of_OtherFilters_SaysWhich(int channels, int side)
    {
        var error = Assert.Throws<ArgumentException>(() => GaborFit.Of(new Conv2d(channels, 2, side)));
        Assert.Contains($"{channels} channels of {side}x{side}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sheet_OrientedAndRound_BothParts()
    {
        var conv = new Conv2d(1, 2, Side).Fill([.. Gabor(45, 0.2, 90), .. Pixels((x, y) => Math.Exp(-((x * x) + (y * y)) / 4))]);
        var sheet = GaborSheet.Draw(conv, GaborFit.Of(conv));
        Assert.Equal(1440, sheet.Width);
        Assert.False(sheet.IsPaper(60, 110, 140, 140), "The rose is missing.");
    }

    private static float[] Gabor(double orientation, double frequency, double phase) => Pixels((x, y) =>
    {
        // Rows count downwards, orientations turn against the clock.
        var (sin, cos) = Math.SinCos((90 - orientation) * Math.PI / 180);
        var (u, v) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
        return Math.Exp(-(u * u / 4.5) - (v * v / 12.5)) * Math.Cos((2 * Math.PI * frequency * u) + (phase * Math.PI / 180));
    });

    private static float[] Pixels(Func<double, double, double> value) =>
        [.. Enumerable.Range(0, Side * Side).Select(i => (float)value((i % Side) - (Side / 2), (i / Side) - (Side / 2)))];

    private static double Apart(double a, double b, double period)
    {
        var apart = Math.Abs(a - b) % period;
        return Math.Min(apart, period - apart);
    }
}
