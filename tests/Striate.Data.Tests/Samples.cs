using Striate.Kernels;

namespace Striate.Data.Tests;

/// <summary>Small pictures to test with.</summary>
internal static class Samples
{
    /// <summary>Pictures of one pixel each, whose value is their number.</summary>
    public static PictureSet Numbered(int count, int classes) => new(
        "numbered",
        [.. Enumerable.Range(0, count).Select(i => new Picture([(byte)i], 1, 1, 1))],
        [.. Enumerable.Range(0, count).Select(i => i % classes)],
        [.. Enumerable.Range(0, classes).Select(c => $"class {c}")]);

    /// <summary>Noise.</summary>
    public static PictureSet Noise(int count, int height, int width, int channels, ulong seed = 1) => new(
        "noise",
        [.. Enumerable.Range(0, count).Select(i => NoisyPicture(height, width, channels, Rng.Hash(seed, (ulong)i)))],
        [.. Enumerable.Range(0, count).Select(i => i % 3)],
        ["a", "b", "c"]);

    public static Picture NoisyPicture(int height, int width, int channels, ulong seed)
    {
        var (picture, rng) = (new Picture(height, width, channels), new Rng(seed));
        foreach (ref var value in picture.WritablePixels)
        {
            value = (byte)rng.NextInt(256);
        }

        return picture;
    }
}
