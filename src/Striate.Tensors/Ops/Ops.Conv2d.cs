using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>2-D cross-correlation of a batch of images with a bank of filters.</summary>
    /// <param name="x">Images, shape [N, Cin, H, W].</param>
    /// <param name="w">Filters, shape [Cout, Cin / groups, KH, KW].</param>
    /// <param name="b">Biases, shape [Cout], or null for none.</param>
    /// <param name="stride">Step of the window.</param>
    /// <param name="padding">Zeros around the image: numbers, or <see cref="Padding2d.Same"/>.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <param name="groups">Groups of channels, each with filters of its own.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>Shape [N, Cout, OH, OW], OH = (H + 2·pad − dilation·(KH − 1) − 1) / stride + 1, rounded down.</returns>
    /// <remarks>Effectively computes y[n,o,i,j] = b[o] + Σ x[n,c,i·s+u·d−p,j·s+v·d−p] · w[o,c,u,v].
    /// Dumoulin and Visin, arXiv:1603.07285.</remarks>
    /// <exception cref="ShapeException">Channels or spatial sizes do not fit.</exception>
    public static Tensor Conv2d(
        Tensor x, Tensor w, Tensor? b = null, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null, int groups = 1, Fit fit = Fit.Floor)
    {
        x = Images(x);
        w = Filters(x, w, groups);
        var g = Conv2dGeometry.Create(
            x.Shape[0], x.Shape[1], (x.Shape[2], x.Shape[3]), w.Shape[0], (w.Shape[2], w.Shape[3]), stride ?? 1, padding, dilation ?? 1, groups, fit);
        return Convolution("Conv2d", x, w, b, [g.N, g.OutChannels, g.Rows.Output, g.Columns.Output], g);
    }
}
