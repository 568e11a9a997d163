using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Transposed 1-D convolution, as <see cref="ConvTranspose2d"/> of images of one row.</summary>
    /// <param name="x">Signals, shape [N, Cin, L].</param>
    /// <param name="w">Filters, shape [Cin, Cout / groups, K].</param>
    /// <param name="b">Biases, shape [Cout], or null for none.</param>
    /// <param name="stride">Step of the window over the output.</param>
    /// <param name="padding">Places cut off the ends of the output, in numbers.</param>
    /// <param name="outputPadding">Places more at the far end, less than the stride.</param>
    /// <param name="groups">Groups of channels, each with filters of its own.</param>
    /// <param name="dilation">Distance between a filter's places.</param>
    /// <returns>Shape [N, Cout, OL], OL = (L − 1)·stride − before − after + dilation·(K − 1) + 1 + outputPadding.</returns>
    /// <exception cref="ShapeException">Channels or lengths do not fit.</exception>
    public static Tensor ConvTranspose1d(
        Tensor x, Tensor w, Tensor? b = null, int stride = 1, Padding1d padding = default, int outputPadding = 0, int groups = 1, int dilation = 1)
    {
        x = Signals(x);
        w = TransposedFilters(x, w);
        var g = ConvTranspose2dGeometry.Create(
            x.Shape[0], x.Shape[1], (1, x.Shape[2]), w.Shape[1] * groups, (1, w.Shape[2]),
            (1, stride), padding.OfRow, (0, outputPadding), (1, dilation), groups);
        return TransposedConvolution("ConvTranspose1d", x, w, b, [x.Shape[0], g.Convolution.InChannels, g.Convolution.Columns.Input], g);
    }
}
