using Striate.Kernels;
using Striate.Kernels.Norm;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Local response normalisation: divides each channel by a power of the mean square of its neighbours.</summary>
    /// <param name="x">Shape [N, C], [N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
    /// <param name="size">Neighbouring channels in a sum, the channel itself included.</param>
    /// <param name="alpha">Weight of the mean square. Divided by <paramref name="size"/>, as in PyTorch and ONNX.</param>
    /// <param name="beta">Exponent.</param>
    /// <param name="k">What the mean square is added to.</param>
    /// <returns>The same shape: y[c] = x[c] / (k + α/size · Σ x[c']²)^β over the channels c − size/2 … c + (size − 1)/2.</returns>
    /// <remarks>Krizhevsky, Sutskever and Hinton, NIPS 2012, section 3.3; their α is not divided by the size.</remarks>
    /// <exception cref="ShapeException">Not images or rows of channels, or a size less than 1.</exception>
    public static Tensor LocalResponseNorm(Tensor x, int size, double alpha = 1e-4, double beta = 0.75, double k = 1)
    {
        x = ChannelRows(x, out var rows, out var C);
        var settings = LocalResponseNormSettings.Create(size, alpha, beta, k);
        var y = Tensor.From(x.Shape, x.Layout, y => LocalResponseNormKernel.Forward(rows, C, settings, x.Span, y));

        return Tape.Record("LocalResponseNorm", [x], y, settings, dy =>
            x.ReceiveGrad(dx => LocalResponseNormKernel.Backward(rows, C, settings, x.Span, dy.Span, dx)));
    }
}
