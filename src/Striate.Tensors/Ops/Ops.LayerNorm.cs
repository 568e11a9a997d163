using Striate.Kernels;
using Striate.Kernels.Norm;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Layer normalisation: brings the last axes of each sample to mean 0 and variance 1, then scales and shifts every place.</summary>
    /// <param name="x">Shape [..., S], S being <paramref name="normalizedShape"/>.</param>
    /// <param name="normalizedShape">The last axes, over which a mean goes.</param>
    /// <param name="gamma">Scales γ, shape S, or null for none.</param>
    /// <param name="beta">Shifts β, shape S, or null for none.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The same shape, row-major: y = (x − mean)/√(variance + ε) · γ + β.</returns>
    /// <remarks>Ba, Kiros and Hinton, arXiv:1607.06450. Over the channels of images: <see cref="LayerNorm2d"/>.</remarks>
    /// <exception cref="ShapeException">The last axes are others, or a parameter has another shape.</exception>
    public static Tensor LayerNorm(Tensor x, Shape normalizedShape, Tensor? gamma = null, Tensor? beta = null, double epsilon = 1e-5) =>
        NormalizedRows("LayerNorm", x, normalizedShape, gamma, beta, new LayerNormSettings(epsilon));

    /// <summary>RMS normalisation: divides the last axes of each sample by the root of their mean square, then scales every place.</summary>
    /// <param name="x">Shape [..., S], S being <paramref name="normalizedShape"/>.</param>
    /// <param name="normalizedShape">The last axes, over which a mean goes.</param>
    /// <param name="gamma">Scales γ, shape S, or null for none.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    /// <returns>The same shape, row-major: y = x/√(mean of x² + ε) · γ.</returns>
    /// <remarks>Zhang and Sennrich, arXiv:1910.07467.</remarks>
    /// <exception cref="ShapeException">The last axes are others, or a parameter has another shape.</exception>
    public static Tensor RmsNorm(Tensor x, Shape normalizedShape, Tensor? gamma = null, double epsilon = 1e-6) =>
        NormalizedRows("RmsNorm", x, normalizedShape, gamma, null, new LayerNormSettings(epsilon, SubtractsMean: false));

    /// <summary>Layer normalisation over the channels of every place of images, as ConvNeXt has it.</summary>
    /// <param name="x">Shape [N, C, H, W]; [N, C], [N, C, L] and [N, C, D, H, W] as well.</param>
    /// <param name="gamma">Scales γ, shape [C], or null for none.</param>
    /// <param name="beta">Shifts β, shape [C], or null for none.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The same shape: y[n,c,h,w] = (x − mean)/√(variance + ε) · γ[c] + β[c], mean and variance over the channels at n, h, w.</returns>
    /// <remarks>Liu et al., arXiv:2201.03545. Channels lie side by side, so that this is <see cref="LayerNorm"/> without a change of order.</remarks>
    /// <exception cref="ShapeException">A parameter has another shape.</exception>
    public static Tensor LayerNorm2d(Tensor x, Tensor? gamma = null, Tensor? beta = null, double epsilon = 1e-6)
    {
        x = ChannelRows(x, out var rows, out var C);
        CheckNormParameters(x, [C], gamma, beta);
        return NormalizedRows("LayerNorm2d", x, rows, C, gamma, beta, new LayerNormSettings(epsilon));
    }

    private static Tensor NormalizedRows(string name, Tensor x, Shape normalizedShape, Tensor? gamma, Tensor? beta, LayerNormSettings settings)
    {
        x = ToRowMajor(x);
        if (normalizedShape.Size < 1 || !x.Shape.TakeLast(normalizedShape.Rank).SequenceEqual(normalizedShape))
        {
            throw new ShapeException($"input {x.Shape} does not end in the axes {normalizedShape} that are to be normalised.");
        }

        CheckNormParameters(x, normalizedShape, gamma, beta);
        return NormalizedRows(name, x, x.Length / normalizedShape.Size, normalizedShape.Size, gamma, beta, settings);
    }

    private static Tensor NormalizedRows(string name, Tensor x, int rows, int columns, Tensor? gamma, Tensor? beta, LayerNormSettings settings)
    {
        (gamma, beta) = (gamma is null ? null : ToRowMajor(gamma), beta is null ? null : ToRowMajor(beta));

        // Not needed where shapes are all that is asked for.
        var statistics = new Lazy<Tensor>(() => Tensor.Uninitialized([2, rows]));
        var y = Tensor.From(x.Shape, x.Layout, y => LayerNormKernel.Forward(rows, columns, settings, x.Span, SpanOf(gamma), SpanOf(beta), y, statistics.Value.Span));

        return Tape.Record(name, [x, gamma, beta], y, settings, dy =>
        {
            if (gamma is { RequiresGrad: true } || beta is { RequiresGrad: true })
            {
                var sums = Tensor.Uninitialized([2, columns]);
                LayerNormKernel.BackwardParameters(rows, columns, x.Span, statistics.Value.Span, dy.Span, sums.Span[..columns], sums.Span[columns..]);
                gamma?.ReceiveComputedGrad(sums.Span[..columns]);
                beta?.ReceiveComputedGrad(sums.Span[columns..]);
            }

            x.ReceiveGradInPlace(dy, (gradient, dx) =>
                LayerNormKernel.BackwardData(rows, columns, settings, x.Span, SpanOf(gamma), statistics.Value.Span, gradient, dx));
        });
    }

    private static ReadOnlySpan<float> SpanOf(Tensor? tensor) => tensor is null ? [] : tensor.Span;

    private static void CheckNormParameters(Tensor x, Shape shape, Tensor? gamma, Tensor? beta)
    {
        foreach (var (name, parameter) in new[] { ("gamma", gamma), ("beta", beta) })
        {
            if (parameter is not null && parameter.Shape != shape)
            {
                throw new ShapeException($"input {x.Shape}: {name} is {parameter.Shape}, expected {shape}.");
            }
        }
    }
}
