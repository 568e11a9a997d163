using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>1-D cross-correlation of a batch of signals with a bank of filters.</summary>
    /// <param name="x">Signals, shape [N, Cin, L].</param>
    /// <param name="w">Filters, shape [Cout, Cin / groups, K].</param>
    /// <param name="b">Biases, shape [Cout], or null for none.</param>
    /// <param name="stride">Step of the window.</param>
    /// <param name="padding">Zeros at the ends: numbers, or <see cref="Padding1d.Same"/>.</param>
    /// <param name="dilation">Distance between a filter's places.</param>
    /// <param name="groups">Groups of channels, each with filters of its own.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>Shape [N, Cout, OL], OL = (L + before + after − dilation·(K − 1) − 1) / stride + 1, rounded down.</returns>
    /// <remarks>Effectively computes y[n,o,i] = b[o] + Σ x[n,c,i·s+u·d−p] · w[o,c,u], as <see cref="Conv2d"/> does of images of one row.</remarks>
    /// <exception cref="ShapeException">Channels or lengths do not fit.</exception>
    public static Tensor Conv1d(
        Tensor x, Tensor w, Tensor? b = null, int stride = 1, Padding1d padding = default, int dilation = 1, int groups = 1, Fit fit = Fit.Floor)
    {
        x = Signals(x);
        w = Filters(x, w, groups);
        var g = Conv2dGeometry.Create(
            x.Shape[0], x.Shape[1], (1, x.Shape[2]), w.Shape[0], (1, w.Shape[2]), (1, stride), padding.OfRow, (1, dilation), groups, fit);
        return Convolution("Conv1d", x, w, b, [g.N, g.OutChannels, g.Columns.Output], g);
    }
}
