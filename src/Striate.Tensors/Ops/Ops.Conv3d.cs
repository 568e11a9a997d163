using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>3-D cross-correlation of a batch of volumes, such as scans or the frames of a film, with a bank of filters.</summary>
    /// <param name="x">Volumes, shape [N, Cin, D, H, W].</param>
    /// <param name="w">Filters, shape [Cout, Cin / groups, KD, KH, KW].</param>
    /// <param name="b">Biases, shape [Cout], or null for none.</param>
    /// <param name="stride">Step of the window; null for 1.</param>
    /// <param name="padding">Zeros around the volume: numbers, or <see cref="Padding3d.Same"/>.</param>
    /// <param name="dilation">Distance between a filter's places; null for 1.</param>
    /// <param name="groups">Groups of channels, each with filters of its own.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>Shape [N, Cout, OD, OH, OW], OD = (D + front + back − dilation·(KD − 1) − 1) / stride + 1, rounded down, and so on.</returns>
    /// <remarks>Effectively computes y[n,o,i,j,k] = b[o] + Σ x[n,c,i·s+t·d−p,j·s+u·d−p,k·s+v·d−p] · w[o,c,t,u,v].
    /// Tran et al., arXiv:1412.0767.</remarks>
    /// <exception cref="ShapeException">Channels or spatial sizes do not fit.</exception>
    public static Tensor Conv3d(
        Tensor x, Tensor w, Tensor? b = null, Size3d? stride = null, Padding3d padding = default, Size3d? dilation = null, int groups = 1, Fit fit = Fit.Floor)
    {
        x = Volumes(x);
        w = Filters(x, w, groups);
        var (size, kernel) = (x.Shape, w.Shape);
        var g = Conv3dGeometry.Create(
            size[0], size[1], (size[2], size[3], size[4]), kernel[0], (kernel[2], kernel[3], kernel[4]), stride ?? 1, padding, dilation ?? 1, groups, fit);
        var y = Tensor.Defer(
            [g.N, kernel[0], g.Depth.Output, g.Slices.Rows.Output, g.Slices.Columns.Output], Layout.ChannelsLast, b,
            (in epilogue, y) => Conv3dKernel.Forward(g, x.Span, w.Span, epilogue, y));

        return Tape.Record("Conv3d", [x, w, b], y, g, dy =>
        {
            x.ReceiveGrad(dx => Conv3dKernel.BackwardData(g, dy.Span, w.Span, dx));
            w.ReceiveGrad(dw => Conv3dKernel.BackwardFilter(g, x.Span, dy.Span, dw));
            BackwardBias(b, dy);
        });
    }
}
