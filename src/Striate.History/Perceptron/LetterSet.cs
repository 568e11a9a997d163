using Striate.Data;
using Striate.Imaging;
using Striate.Kernels;

namespace Striate.History;

/// <summary>Letters as they were held before the Mark I: larger and smaller, shifted, and with specks.</summary>
internal static class LetterSet
{
    private const int Side = 20;
    private const double Specks = 0.05;

    /// <summary>Draws them, white on black, in turn.</summary>
    /// <param name="letters">The letters, each a class.</param>
    /// <param name="count">How many pictures.</param>
    /// <param name="seed">Equal seeds give equal pictures.</param>
    public static PictureSet Draw(string letters, int count, ulong seed) => new(
        "letters",
        [.. Enumerable.Range(0, count).Select(i => Draw(letters[i % letters.Length], new Rng(Rng.Hash(seed, (ulong)i))))],
        [.. Enumerable.Range(0, count).Select(i => i % letters.Length)],
        [.. letters.Select(letter => $"{letter}")]);

    private static Picture Draw(char letter, Rng rng)
    {
        using var canvas = new Canvas(Side, Side, Color.Black);
        var size = rng.NextFloat(14, 20);
        var (x, y) = (rng.NextFloat(-2.5f, 2.5f), rng.NextFloat(-2, 2));
        canvas.Text($"{letter}", (Side / 2f) + x, (Side / 2f) + (0.36f * size) + y, size, Color.White, TextAlign.Center);
        var drawn = canvas.ToPicture();
        var pixels = new byte[Side * Side];
        for (var i = 0; i < pixels.Length; i++)
        {
            var isLit = drawn.Pixels[i * drawn.Channels] > 127;
            pixels[i] = isLit ^ (rng.NextDouble() < Specks) ? byte.MaxValue : byte.MinValue;
        }

        return new Picture(pixels, Side, Side, 1);
    }
}
