using Striate.Data;
using Striate.Kernels;

namespace Striate.History.Tests;

public class PrincipalColorsTests
{
    // Two colours: all difference lies along (1, 2, 0).
    private static readonly PictureSet TwoColors = new("two", [Plain(100, 50, 80), Plain(140, 130, 80)], [0, 0], ["one"]);

    [Fact]
    public void Draw_WhereColorsDifferAlongOneLine_StaysOnIt()
    {
        var (colors, rng) = (PrincipalColors.Of(TwoColors), new Rng(1));
        for (var i = 0; i < 20; i++)
        {
            var (red, green, blue) = colors.Draw(rng);
            Assert.Equal(2 * red, green, 1e-9);
            Assert.Equal(0, blue, 1e-9);
        }
    }

    // λ is the variance along the line, and its part of the shift is α·λ.
    [Fact]
    public void Draw_OfMany_HasTheDeviationOfThePaper()
    {
        var (colors, rng) = (PrincipalColors.Of(TwoColors, deviation: 0.5), new Rng(1));
        var lengths = Enumerable.Range(0, 4000).Select(_ => colors.Draw(rng)).Select(shift => (shift.Red * shift.Red) + (shift.Green * shift.Green)).ToList();
        var eigenvalue = ((20.0 * 20) + (40 * 40)) / (255 * 255);
        Assert.Equal(0.5 * eigenvalue, Math.Sqrt(lengths.Average()), 0.05 * eigenvalue);
    }

    [Fact]
    public void Of_TwoColors_HasTheirMean() =>
        Assert.All(new[] { 120, 90, 80 }.Zip(PrincipalColors.Of(TwoColors).Mean), pair => Assert.Equal(pair.First / 255.0, pair.Second, 1e-9));

    [Fact]
    public void Apply_ToAPicture_MovesAllPixelsAlike()
    {
        var (colors, target) = (PrincipalColors.Of(TwoColors, deviation: 10), new Picture());
        var source = TwoColors.PictureOf(0).Clone();
        source[1, 1, 0] = 90;
        colors.Apply(source, target, new Rng(3));
        Assert.Equal(10, target[0, 0, 0] - target[1, 1, 0]);
        Assert.Equal(target[0, 0, 1], target[1, 1, 1]);
        Assert.NotEqual(source[0, 0, 0], target[0, 0, 0]);
    }

    private static Picture Plain(byte red, byte green, byte blue) => new([.. Enumerable.Repeat<byte[]>([red, green, blue], 4).SelectMany(pixel => pixel)], 2, 2, 3);
}
