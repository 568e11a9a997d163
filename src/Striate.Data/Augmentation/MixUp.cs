using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Data.Augmentation;

/// <summary>Each image of a batch blended with another one: y = (1 − share) · x + share · partner.</summary>
/// <remarks>Zhang et al., arXiv:1710.09412.</remarks>
/// <param name="alpha">α of the beta distribution of the share.</param>
public sealed class MixUp(float alpha = 0.2f) : BatchMixing(alpha)
{
    /// <inheritdoc/>
    protected override float Mix(Span<float> images, Shape shape, float share, Rng rng)
    {
        var length = shape.Size;
        for (var pair = 0; pair < images.Length / length / 2; pair++)
        {
            Pair(images, length, pair, out var first, out var second);
            for (var i = 0; i < first.Length; i++)
            {
                var move = share * (second[i] - first[i]);
                (first[i], second[i]) = (first[i] + move, second[i] - move);
            }
        }

        return share;
    }
}
