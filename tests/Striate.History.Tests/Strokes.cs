using Striate.Data;
using Striate.Kernels;

namespace Striate.History.Tests;

/// <summary>A set that anybody could tell apart: a bright row above, a bright column on the left, or the diagonal.</summary>
internal static class Strokes
{
    public static PictureSet Of(int count, int side, ulong seed)
    {
        var rng = new Rng(seed);
        var pictures = new List<Picture>();
        var labels = new List<int>();
        for (var i = 0; i < count; i++)
        {
            var picture = new Picture(side, side, 1);
            var at = 1 + rng.NextInt((side / 2) - 2);
            for (var k = 0; k < side; k++)
            {
                var (row, column) = (i % 3) switch { 0 => (at, k), 1 => (k, at), _ => (k, k) };
                picture[row, column] = (byte)(200 + rng.NextInt(50));
            }

            pictures.Add(picture);
            labels.Add(i % 3);
        }

        return new PictureSet("strokes", pictures, labels, ["row", "column", "diagonal"]);
    }
}
