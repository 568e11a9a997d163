using Striate.Kernels;

namespace Striate.Data.Augmentation;

/// <summary>A random part of the picture replaced by noise, with a given probability, so that a network does not rely on any one part.</summary>
/// <remarks>Zhong et al., arXiv:1708.04896, with random values; shares and proportions as torchvision's.</remarks>
public sealed class RandomErasing : ColorAugmentation
{
    private const int Attempts = 10;

    /// <summary>Creates it.</summary>
    /// <param name="probability">From 0 to 1.</param>
    /// <param name="scale">The part's share of the picture's area, from the first to the second; null for 0.02 to 0.33.</param>
    /// <param name="ratio">The part's width divided by its height, from the first to the second; null for 0.3 to 3.3.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount outside of its range.</exception>
    public RandomErasing(float probability = 0.5f, (float Low, float High)? scale = null, (float Low, float High)? ratio = null)
        : base(probability)
    {
        Scale = Amounts.Shares(scale ?? DefaultScale);
        Ratio = Amounts.Ratios(ratio ?? DefaultRatio);
    }

    /// <summary>The smallest and the largest share of the area.</summary>
    public (float Low, float High) Scale { get; }

    /// <summary>The smallest and the largest quotient of width and height.</summary>
    public (float Low, float High) Ratio { get; }

    internal static (float Low, float High) DefaultScale => (0.02f, 0.33f);

    internal static (float Low, float High) DefaultRatio => (0.3f, 3.3f);

    /// <inheritdoc/>
    protected override void Change(Picture source, Picture target, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(source);
        PictureChannels.Convert(source, source.Channels, target);
        var part = Rectangle.Draw(Sizes.Of(source), Scale, Ratio, Attempts, rng) ?? default;
        for (var v = 0; v < part.Height; v++)
        {
            foreach (ref var value in part.Row(target, v))
            {
                value = (byte)rng.NextInt(256);
            }
        }
    }
}
