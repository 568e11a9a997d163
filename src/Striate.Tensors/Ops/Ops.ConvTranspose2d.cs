using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>
    /// Transposed 2-D convolution: spreads each place of the input over the output by the filters, and so enlarges images by its
    /// stride. It computes what the gradient of the images is in a <see cref="Conv2d"/> with the same filters.
    /// </summary>
    /// <param name="x">Images, shape [N, Cin, H, W].</param>
    /// <param name="w">Filters, shape [Cin, Cout / groups, KH, KW].</param>
    /// <param name="b">Biases, shape [Cout], or null for none.</param>
    /// <param name="stride">Step of the window over the output; null for 1.</param>
    /// <param name="padding">Rows and columns cut off the output, in numbers.</param>
    /// <param name="outputPadding">Rows and columns more at the bottom and on the right, less than the stride; null for none.</param>
    /// <param name="groups">Groups of channels, each with filters of its own.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <returns>Shape [N, Cout, OH, OW], OH = (H − 1)·stride − top − bottom + dilation·(KH − 1) + 1 + outputPadding.</returns>
    /// <remarks>y[n,o,i·s+u·d−p,j·s+v·d−p] sums x[n,c,i,j] · w[c,o,u,v]. Zeiler et al., CVPR 2010; Dumoulin and Visin, arXiv:1603.07285,
    /// chapter 4.</remarks>
    /// <exception cref="ShapeException">Channels or spatial sizes do not fit.</exception>
    public static Tensor ConvTranspose2d(
        Tensor x, Tensor w, Tensor? b = null, Size2d? stride = null, Padding2d padding = default, Size2d? outputPadding = null, int groups = 1, Size2d? dilation = null)
    {
        x = Images(x);
        w = TransposedFilters(x, w);
        var g = ConvTranspose2dGeometry.Create(
            x.Shape[0], x.Shape[1], (x.Shape[2], x.Shape[3]), w.Shape[1] * groups, (w.Shape[2], w.Shape[3]),
            stride ?? 1, padding, outputPadding ?? 0, dilation ?? 1, groups);
        var of = g.Convolution;
        return TransposedConvolution("ConvTranspose2d", x, w, b, [of.N, of.InChannels, of.Rows.Input, of.Columns.Input], g);
    }

    private static Tensor TransposedConvolution(string name, Tensor x, Tensor w, Tensor? b, Shape output, ConvTranspose2dGeometry g)
    {
        var of = g.Convolution;
        var y = Tensor.Defer(output, Layout.ChannelsLast, b, (in epilogue, y) =>
        {
            Conv2dKernel.BackwardData(of, x.Span, w.Span, y);
            EpilogueKernel.Run(y.Length / of.InChannels, of.InChannels, y, epilogue, y);
        });

        return Tape.Record(name, [x, w, b], y, g, dy =>
        {
            x.ReceiveGrad(dx => Conv2dKernel.Forward(of, dy.Span, w.Span, [], dx));
            w.ReceiveGrad(dw => Conv2dKernel.BackwardFilter(of, dy.Span, x.Span, dw));
            BackwardBias(b, dy);
        });
    }
}
