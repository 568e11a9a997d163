using Striate.Kernels;
using Striate.Kernels.Norm;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Group normalisation: brings each group of channels of each sample to mean 0 and variance 1, then scales and shifts each channel.</summary>
    /// <param name="x">Shape [N, C], [N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="groups">Groups that the channels are cut into; 1 normalises a sample as a whole.</param>
    /// <param name="gamma">Scales γ, shape [C], or null for none.</param>
    /// <param name="beta">Shifts β, shape [C], or null for none.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The same shape: y = (x − mean)/√(variance + ε) · γ + β, mean and variance over a group's channels and all of their places.</returns>
    /// <remarks>Wu and He, arXiv:1803.08494.</remarks>
    /// <exception cref="ShapeException">The groups do not divide the channels, or a parameter has another shape.</exception>
    public static Tensor GroupNorm(Tensor x, int groups, Tensor? gamma = null, Tensor? beta = null, double epsilon = 1e-5)
    {
        x = ChannelRows(x, out _, out var C);
        CheckNormParameters(x, [C], gamma, beta);
        return NormalizedGroups("GroupNorm", x, groups, gamma, beta, epsilon, out _);
    }

    // Also gives means and variances, [2, N, groups], which are there once the output is computed.
    private static Tensor NormalizedGroups(string name, Tensor x, int groups, Tensor? gamma, Tensor? beta, double epsilon, out Lazy<Tensor> statistics)
    {
        var g = GroupNormGeometry.Create(x.Shape[0], x.Shape.Places, x.Shape[1], groups);
        var moments = new Lazy<Tensor>(() => Tensor.Uninitialized([2, g.N, g.Groups]));
        statistics = moments;
        var y = Tensor.From(x.Shape, x.Layout, y => GroupNormKernel.Forward(g, epsilon, x.Span, SpanOf(gamma), SpanOf(beta), y, moments.Value.Span));

        return Tape.Record(name, [x, gamma, beta], y, g, dy =>
        {
            // One sweep gives the gradients of all three.
            var parameters = Tensor.Uninitialized([2, g.Channels]);
            if (x.RequiresGrad)
            {
                x.ReceiveGradInPlace(dy, Backward);
            }
            else
            {
                Backward(dy.Span, []);
            }

            gamma?.ReceiveComputedGrad(parameters.Span[..g.Channels]);
            beta?.ReceiveComputedGrad(parameters.Span[g.Channels..]);

            void Backward(ReadOnlySpan<float> gradient, Span<float> dx) => GroupNormKernel.Backward(
                g, epsilon, x.Span, SpanOf(gamma), moments.Value.Span, gradient, parameters.Span[..g.Channels], parameters.Span[g.Channels..], dx);
        });
    }
}
