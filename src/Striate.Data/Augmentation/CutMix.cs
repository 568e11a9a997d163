using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Data.Augmentation;

/// <summary>Each image of a batch with a rectangle out of another one, at the same place in all of them.</summary>
/// <remarks>Yun et al., arXiv:1905.04899: sides √share of the image's, the centre anywhere in it; the share is what of it lies inside.</remarks>
/// <param name="alpha">α of the beta distribution of the share.</param>
public sealed class CutMix(float alpha = 1) : BatchMixing(alpha)
{
    /// <inheritdoc/>
    protected override float Mix(Span<float> images, Shape shape, float share, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        var (C, H, W, length) = (shape[0], shape[1], shape[2], shape.Size);
        var (height, width) = ((int)(H * MathF.Sqrt(share)), (int)(W * MathF.Sqrt(share)));
        var part = new Rectangle(rng.NextInt(H) - (height / 2), rng.NextInt(W) - (width / 2), height, width).Within((H, W));
        for (var pair = 0; pair < images.Length / length / 2; pair++)
        {
            Pair(images, length, pair, out var first, out var second);
            for (var v = part.Top; v < part.Top + part.Height; v++)
            {
                var (start, count) = (((v * W) + part.Left) * C, part.Width * C);
                for (var i = start; i < start + count; i++)
                {
                    (first[i], second[i]) = (second[i], first[i]);
                }
            }
        }

        return (float)part.Height * part.Width / (H * W);
    }
}
