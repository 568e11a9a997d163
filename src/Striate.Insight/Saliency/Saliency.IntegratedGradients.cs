using Striate.Kernels;
using Striate.Networks;
using Striate.Tensors;
using static Striate.Insight.Numbers;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Striate.Insight;

public static partial class Saliency
{
    /// <summary>
    /// (x − x₀) · ∫₀¹ ∂s/∂x(x₀ + a·(x − x₀)) da, by the midpoints of equal steps. The sum is s(x) − s(x₀), completely in the limit of many
    /// steps; <see cref="Attribution.Error"/> says how nearly. Sundararajan, Taly and Yan, arXiv:1703.01365.
    /// </summary>
    /// <param name="network">Gives scores [1, K].</param>
    /// <param name="image">x, shape [1, C, H, W].</param>
    /// <param name="target">The class of the score s; null for the network's answer.</param>
    /// <param name="baseline">x₀, what stands for nothing, same shape; null for zeros: the mean colour of the training pictures.</param>
    /// <param name="steps">Points on the way from x₀ to x.</param>
    /// <param name="step">Is told how many are done.</param>
    /// <param name="cancel">Throws away what is done.</param>
    /// <returns>The shares of s(x) − s(x₀).</returns>
    /// <exception cref="ShapeException">More than one image, another shape of the baseline, or no scores of classes.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled: a part of the way says nothing of the whole.</exception>
    public static Attribution IntegratedGradients(
        Module network, Tensor image, int? target = null, Tensor? baseline = null, int steps = 64, Action<int>? step = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var (_, score) = Derive(network, image, target ??= Answer(network, image));
        var from = From(image, baseline);
        var sum = Tensor.Zeros(image.Shape, image.Layout).Keep();
        for (var i = 0; i < steps; i++)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = new Scope();
            var point = Ops.Lerp(from, image, (i + 0.5f) / steps);
            TensorPrimitives.Add<float>(sum.Span, Gradient(network, point, target).Span, sum.Span);
            step?.Invoke(i + 1);
        }

        var way = Map(image, from, (x, x0) => (x - x0) / steps);
        return new Attribution(Map(sum, way, (gradient, distance) => gradient * distance), score - Derive(network, from, target).Score);
    }

    // Lies in the same order as the image.
    private static Tensor From(Tensor image, Tensor? baseline)
    {
        if (baseline is null)
        {
            return Tensor.Zeros(image.Shape, image.Layout).Keep();
        }

        return baseline.Shape == image.Shape
            ? image.Layout == Layout.ChannelsLast ? Ops.ToChannelsLast(baseline) : Ops.ToRowMajor(baseline)
            : throw new ShapeException($"integrated gradients: the baseline is {baseline.Shape}, the image {image.Shape}; both must have the same shape.");
    }
}
