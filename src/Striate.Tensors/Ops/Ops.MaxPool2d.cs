using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The maximum over a window that slides over each channel.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="kernelSize">Height and width of the window.</param>
    /// <param name="stride">Step of the window; null for its size, so that windows touch.</param>
    /// <param name="padding">Rows and columns around the image, at most half the window; they count as −∞.</param>
    /// <param name="dilation">Distance between a window's places; null for 1.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>Shape [N, C, OH, OW], OH = (H + 2·pad − dilation·(KH − 1) − 1) / stride + 1, rounded down, or up with
    /// <see cref="Fit.Ceiling"/>.</returns>
    /// <remarks>y[n,c,i,j] = max x[n,c,i·s+u·d−p,j·s+v·d−p]. The gradient goes to the maximum, the first in reading order
    /// where several are equal. A NaN is passed on.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor MaxPool2d(
        Tensor x, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null, Fit fit = Fit.Floor)
    {
        x = Images(x);
        return MaxPool("MaxPool2d", x, Window(x, kernelSize, stride, padding, dilation, fit), row: false);
    }

    /// <summary>Max pooling that also tells where each maximum stood, for <see cref="MaxUnpool2d"/>.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="places">Shape [N, C, OH, OW]: row · W + column of each maximum, whole numbers without a gradient; at most 2²⁴ places an
    /// image.</param>
    /// <param name="kernelSize">Height and width of the window.</param>
    /// <param name="stride">Step of the window; null for its size, so that windows touch.</param>
    /// <param name="padding">Rows and columns around the image, at most half the window; they count as −∞.</param>
    /// <param name="dilation">Distance between a window's places; null for 1.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>As without the places.</returns>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor MaxPool2d(
        Tensor x, out Tensor places, Size2d kernelSize, Size2d? stride = null, Padding2d padding = default, Size2d? dilation = null, Fit fit = Fit.Floor)
    {
        x = Images(x);
        var g = Window(x, kernelSize, stride, padding, dilation, fit);
        places = PlacesOfMaxima(x, g, row: false);
        return MaxPool("MaxPool2d", x, g, row: false);
    }

    private static Pool2dGeometry Window(Tensor x, Size2d kernelSize, Size2d? stride, Padding2d padding, Size2d? dilation, Fit fit) => Pool2dGeometry.Create(
        x.Shape[0], x.Shape[1], (x.Shape[2], x.Shape[3]), kernelSize, stride ?? kernelSize, padding, dilation ?? 1, fit);

    private static Tensor MaxPool(string name, Tensor x, Pool2dGeometry g, bool row)
    {
        var joined = x.JoinPooling(g);
        var y = Tensor.From(PooledShape(g, row), Layout.ChannelsLast, y =>
        {
            if (joined is null)
            {
                MaxPool2dKernel.Forward(g, x.Span, y);
            }
            else
            {
                joined.WritePooled(y);
            }
        });

        return Tape.Record(name, [x], y, g, dy =>
        {
            if (joined is not null && joined.TryBackwardPooled(x, y, dy))
            {
                return;
            }

            x.IsGradOfActivationInput = x.MadeBy != Activation.None && x.IsUsedOnce;
            x.ReceiveGrad(dx => MaxPool2dKernel.Backward(
                g, x.Span, dy.Span, dx, x.IsGradOfActivationInput ? x.MadeBy : Activation.None));
        });
    }

    private static Tensor PlacesOfMaxima(Tensor x, Pool2dGeometry g, bool row) => Tape.Record(
        "PlacesOfMaxima", [x], Tensor.From(PooledShape(g, row), Layout.ChannelsLast, y => MaxPool2dKernel.Places(g, x.Span, y)), g, null);

    // Of images, or of signals, which are images of one row.
    private static Shape PooledShape(in Pool2dGeometry g, bool row) =>
        row ? [g.N, g.Channels, g.Columns.Output] : [g.N, g.Channels, g.Rows.Output, g.Columns.Output];
}
