using Striate.Data;
using Striate.Imaging;
using Striate.Networks;

namespace Striate.Insight.Tests;

/// <summary>What the tests of sheets share.</summary>
internal static class Drawn
{
    public static Color ColorAt(this Picture picture, int x, int y) => new(picture[y, x, 0], picture[y, x, 1], picture[y, x, 2]);

    public static Conv2d Fill(this Conv2d conv, params float[] weights)
    {
        conv.Weight.Load(values => weights.CopyTo(values));
        return conv;
    }

    /// <summary>Whether there is nothing but paper in a rectangle.</summary>
    public static bool IsPaper(this Picture picture, int x, int y, int width, int height) =>
        (from row in Enumerable.Range(y, height) from column in Enumerable.Range(x, width) select picture.ColorAt(column, row))
            .All(color => color == Color.White);
}
