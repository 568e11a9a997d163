using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>The mean gradient over copies of the image with normal noise, which shakes off what is chance in one gradient.
    /// Smilkov et al., arXiv:1706.03825.</summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <param name="samples">How many copies.</param>
    /// <param name="noise">Standard deviation of the noise, in parts of the image's range from its smallest to its largest number.</param>
    /// <param name="seed">Decides the noise.</param>
    /// <param name="step">Is told how many copies are done.</param>
    /// <param name="cancel">Ends it early, with the mean over those that are done.</param>
    /// <returns>Shape [1, C, H, W].</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    public static Tensor SmoothGrad(
        Module network, Tensor image, int? target = null, int samples = 32, double noise = 0.15, ulong seed = 0, Action<int>? step = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(noise);
        var place = target ?? Answer(network, image);
        var deviation = (float)(noise * (TensorPrimitives.Max<float>(image.Span) - TensorPrimitives.Min<float>(image.Span)));
        var (sum, done) = (Tensor.Zeros(image.Shape, image.Layout).Keep(), 0);
        while (done < samples && (done == 0 || !cancel.IsCancellationRequested))
        {
            using var scope = new Scope();
            var noises = Tensor.Normal(image.Shape, new Rng(Rng.Hash(seed, (ulong)done)));
            var copy = image.Layout == Layout.ChannelsLast ? Ops.ToChannelsLast(noises) : noises;
            TensorPrimitives.MultiplyAdd<float>(copy.Span, deviation, image.Span, copy.Span);
            TensorPrimitives.Add<float>(sum.Span, Gradient(network, copy, place).Span, sum.Span);
            done++;
            step?.Invoke(done);
        }

        TensorPrimitives.Divide<float>(sum.Span, done, sum.Span);
        return sum;
    }
}
