using Striate.Data;
using Striate.Kernels;

namespace Striate.History.Tests;

/// <summary>Digits that anybody can draw: the codes of LeNet-5's output twice as large, somewhere in a picture, with noise.</summary>
internal static class CodeDigits
{
    private const int Side = 28;
    private const int Scale = 2;

    public static PictureSet Draw(int count, ulong seed)
    {
        var rng = new Rng(seed);
        var labels = Enumerable.Range(0, count).Select(i => i % DigitCodes.Count).ToArray();
        return new PictureSet("drawn", [.. labels.Select(label => Draw(label, rng))], labels, [.. Enumerable.Range(0, DigitCodes.Count).Select(digit => $"{digit}")]);
    }

    private static Picture Draw(int digit, Rng rng)
    {
        var (top, left) = (rng.NextInt(Side - (Scale * DigitCodes.Rows) + 1), 5 + rng.NextInt(5));
        var picture = new Picture(Side, Side, 1);
        for (var row = 0; row < Scale * DigitCodes.Rows; row++)
        {
            for (var column = 0; column < Scale * DigitCodes.Columns; column++)
            {
                var isInk = DigitCodes.All[digit, (row / Scale * DigitCodes.Columns) + (column / Scale)] > 0;
                picture[top + row, left + column] = (byte)(isInk ? 200 + rng.NextInt(56) : rng.NextInt(40));
            }
        }

        return picture;
    }
}
