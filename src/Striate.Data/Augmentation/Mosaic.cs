using System.Numerics;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>
/// Four samples in one picture, for detection: a random place parts it in four, and each sample covers one part, scaled
/// without distortion and cut evenly, with its boxes, points and masks.
/// </summary>
/// <remarks>Bochkovskiy et al., arXiv:2004.10934 (YOLOv4).</remarks>
public static class Mosaic
{
    /// <summary>How many samples it is made of.</summary>
    public const int Parts = 4;

    // Neither side of a part is less than a quarter of the whole.
    private const float Margin = 0.25f;

    /// <summary>Puts four samples together.</summary>
    /// <param name="samples">Four, for upper left, upper right, lower left and lower right: with the same number of channels, and all with as many masks.</param>
    /// <param name="size">Height and width of the whole, each at least 2.</param>
    /// <param name="target">What is made.</param>
    /// <param name="rng">Where everything random comes from.</param>
    /// <exception cref="ArgumentException">Another number of samples, or samples that differ in channels or masks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side below 2.</exception>
    public static void Apply(IReadOnlyList<Sample> samples, Size2d size, Sample target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(rng);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(Sizes.Check(size).Height, size.Width), 2, nameof(size));
        if (samples.Count != Parts || samples.Any(s => s.Picture.Channels != samples[0].Picture.Channels || s.Masks.Count != samples[0].Masks.Count))
        {
            throw new ArgumentException(
                $"A mosaic of {samples.Count} samples; expected {Parts}, with the same number of channels, and all with as many masks.", nameof(samples));
        }

        var (row, column) = (Cut(size.Height), Cut(size.Width));
        target.ClearMarks();
        target.Picture.SetSize(size.Height, size.Width, samples[0].Picture.Channels);
        foreach (var _ in samples[0].Masks)
        {
            target.Masks.Add(new Picture(size.Height, size.Width, 1));
        }

        for (var i = 0; i < Parts; i++)
        {
            var (lower, right) = (i >= 2, i % 2 == 1);
            var place = new Rectangle(lower ? row : 0, right ? column : 0, lower ? size.Height - row : row, right ? size.Width - column : column);
            var part = new Sample();
            Warp.Cover(Sizes.Of(samples[i].Picture), (place.Height, place.Width)).Apply(samples[i], part);
            Paste(part.Picture, place, target.Picture);
            target.AddMarks(part, new Vector2(place.Left, place.Top));
            for (var m = 0; m < part.Masks.Count; m++)
            {
                Paste(part.Masks[m], place, target.Masks[m]);
            }
        }

        int Cut(int length) => Math.Clamp((int)(length * rng.NextFloat(Margin, 1 - Margin)), 1, length - 1);
    }

    private static void Paste(Picture part, Rectangle place, Picture whole)
    {
        var length = part.Width * part.Channels;
        for (var v = 0; v < part.Height; v++)
        {
            part.Pixels.Slice(v * length, length).CopyTo(place.Row(whole, v));
        }
    }
}
