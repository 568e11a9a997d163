using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Data.Augmentation;

/// <summary>
/// Mixes the images of a batch in pairs, the first with the last and so on, so that each has two labels with a share each. The
/// share is drawn once for a batch from a beta distribution. The loss is the mean of those with either label, weighed by their shares.
/// </summary>
/// <param name="alpha">α of the beta distribution: above 0, at most 100; 1 for even, smaller for images that stay more as they were.</param>
public abstract class BatchMixing(float alpha)
{
    /// <summary>α of the beta distribution.</summary>
    public float Alpha { get; } = Amounts.Check(alpha, alpha is > 0 and <= 100, nameof(alpha), "The α of a mixing lies above 0 and is at most 100.");

    /// <summary>Mixes.</summary>
    /// <param name="images">Images one after the other, each H x W x C; changed in place.</param>
    /// <param name="shape">The shape of one image, [C, H, W].</param>
    /// <param name="share">The share that each image is to take from its partner, from 0 to 1.</param>
    /// <param name="rng">Where everything random comes from.</param>
    /// <returns>The share that it took.</returns>
    protected abstract float Mix(Span<float> images, Shape shape, float share, Rng rng);

    /// <summary>Kind and amounts in a few words, such as "MixUp 0.4".</summary>
    public override string ToString() => MixingText.Describe(this);

    /// <summary>Draws a share and mixes.</summary>
    internal float Mix(Span<float> images, Shape shape, Rng rng) => Mix(images, shape, (float)rng.NextBeta(Alpha), rng);

    /// <summary>The two images of a pair.</summary>
    /// <param name="images">Images one after the other.</param>
    /// <param name="length">Numbers of one image.</param>
    /// <param name="pair">From 0 to half of the number of images, exclusive.</param>
    /// <param name="first">The image at this place.</param>
    /// <param name="second">The image as far from the end.</param>
    private protected static void Pair(Span<float> images, int length, int pair, out Span<float> first, out Span<float> second)
    {
        first = images.Slice(pair * length, length);
        second = images.Slice(images.Length - ((pair + 1) * length), length);
    }
}
