using System.Globalization;
using Striate.Data;

namespace Striate.Cli;

/// <summary>Reads how pictures are normalised.</summary>
internal static class Normalization
{
    /// <summary>How it is written, for help texts.</summary>
    public const string Usage = "imagenet, mnist, unit, or MEANS:DEVIATIONS, such as 0.49,0.48,0.45:0.25,0.24,0.26";

    /// <summary>What published weights expect: the numbers of ImageNet in colour, and of MNIST in grey.</summary>
    public static Normalize Usual(int channels) => Parse(channels == 3 ? "imagenet" : "mnist", channels);

    /// <summary>Reads a normalisation.</summary>
    /// <param name="text">As <see cref="Usage"/> says.</param>
    /// <param name="channels">Channels of the pictures.</param>
    /// <exception cref="UsageException">It is written otherwise, or is of another number of channels.</exception>
    public static Normalize Parse(string text, int channels)
    {
        try
        {
            var normalize = text switch
            {
                "imagenet" => Normalize.ImageNet,
                "mnist" => Normalize.Mnist,
                "unit" => Normalize.UnitRange,
                _ => text.Split(':') is [var mean, var std] ? new Normalize(Numbers(mean), Numbers(std)) : throw new FormatException(),
            };
            return normalize.Mean.Count == channels ? normalize
                : normalize.Mean.Count == 1 ? new Normalize(Enumerable.Repeat(normalize.Mean[0], channels), Enumerable.Repeat(normalize.Std[0], channels))
                : throw new UsageException($"--normalize {text}: {normalize.Mean.Count} means, and the pictures have {channels} channels. Give one, or {channels}.");
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new UsageException($"--normalize {text}: write {Usage}.");
        }
    }

    private static float[] Numbers(string text) => Array.ConvertAll(text.Split(','), part => float.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture));
}
