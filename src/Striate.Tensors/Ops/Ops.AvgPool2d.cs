using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The mean over a window that slides over each channel.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="kernelSize">Height and width of the window.</param>
    /// <param name="stride">Step of the window; null for its size, so that windows touch.</param>
    /// <param name="padding">Rows and columns around the image, at most half the window.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <param name="countIncludePad">Whether padding counts as zeros; else a mean is over the places on the image alone.</param>
    /// <returns>Shape [N, C, OH, OW], OH = (H + 2·pad − KH) / stride + 1, rounded down, or up with <see cref="Fit.Ceiling"/>.</returns>
    /// <remarks>y[n,c,i,j] = Σ x[n,c,i·s+u−p,j·s+v−p] / count. What hangs over beyond the padding never counts.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor AvgPool2d(
        Tensor x, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Fit fit = Fit.Floor, bool countIncludePad = true)
    {
        x = Images(x);
        var g = Pool2dGeometry.Create(
            x.Shape[0], x.Shape[1], (x.Shape[2], x.Shape[3]), kernelSize, stride ?? kernelSize, padding, dilation: 1, fit, countIncludePad);
        return AvgPool("AvgPool2d", x, g, row: false);
    }

    private static Tensor AvgPool(string name, Tensor x, Pool2dGeometry g, bool row)
    {
        var y = Tensor.From(PooledShape(g, row), Layout.ChannelsLast, y => AvgPool2dKernel.Forward(g, x.Span, y));

        return Tape.Record(name, [x], y, g, dy =>
            x.ReceiveGrad(dx => AvgPool2dKernel.Backward(g, dy.Span, dx)));
    }
}
