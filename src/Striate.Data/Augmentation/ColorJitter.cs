using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>Brightness, contrast, saturation and hue changed at random, in random order. See <see cref="Adjust"/> for the formulas.</summary>
/// <remarks>As torchvision's: a factor lies evenly between max(0, 1 − amount) and 1 + amount. Howard, arXiv:1312.5402.</remarks>
public sealed class ColorJitter : ColorAugmentation
{
    private const string Expected = "A jitter is a number of 0 or more.";

    /// <summary>Creates it.</summary>
    /// <param name="brightness">Amount, 0 or more.</param>
    /// <param name="contrast">Amount, 0 or more.</param>
    /// <param name="saturation">Amount, 0 or more.</param>
    /// <param name="hue">The largest turn of the colour wheel, from 0 to 0.5.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount outside of its range.</exception>
    public ColorJitter(float brightness, float contrast = 0, float saturation = 0, float hue = 0)
        : base(1)
    {
        Brightness = Amounts.Check(brightness, brightness >= 0 && float.IsFinite(brightness), nameof(brightness), Expected);
        Contrast = Amounts.Check(contrast, contrast >= 0 && float.IsFinite(contrast), nameof(contrast), Expected);
        Saturation = Amounts.Check(saturation, saturation >= 0 && float.IsFinite(saturation), nameof(saturation), Expected);
        Hue = Amounts.Check(hue, hue is >= 0 and <= 0.5f, nameof(hue), "A turn of the colour wheel lies between 0 and 0.5.");
    }

    /// <summary>Amount of brightness.</summary>
    public float Brightness { get; }

    /// <summary>Amount of contrast.</summary>
    public float Contrast { get; }

    /// <summary>Amount of saturation.</summary>
    public float Saturation { get; }

    /// <summary>The largest turn of the colour wheel.</summary>
    public float Hue { get; }

    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(rng);
        var (brightness, contrast, saturation) = (Factor(Brightness), Factor(Contrast), Factor(Saturation));
        var turn = rng.NextFloat(-Hue, Hue);
        Span<int> order = [0, 1, 2, 3];
        rng.Shuffle(order);
        PictureChannels.Convert(source, source.Channels, target);
        foreach (var which in order)
        {
            switch (which)
            {
                case 0 when Brightness > 0:
                    Adjust.Brightness(target, brightness, target);
                    break;
                case 1 when Contrast > 0:
                    Adjust.Contrast(target, contrast, target);
                    break;
                case 2 when Saturation > 0:
                    Adjust.Saturation(target, saturation, target);
                    break;
                case 3 when Hue > 0:
                    Adjust.Hue(target, turn, target);
                    break;
            }
        }

        float Factor(float amount) => rng.NextFloat(MathF.Max(0, 1 - amount), 1 + amount);
    }
}
