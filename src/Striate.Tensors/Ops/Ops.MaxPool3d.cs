using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The maximum over a window that slides over each channel of volumes.</summary>
    /// <param name="x">Volumes, shape [N, C, D, H, W].</param>
    /// <param name="kernelSize">Depth, height and width of the window.</param>
    /// <param name="stride">Step of the window; null for its size, so that windows touch.</param>
    /// <param name="padding">Slices, rows and columns around the volume, at most half the window; they count as −∞.</param>
    /// <param name="dilation">Distance between a window's places; null for 1.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>Shape [N, C, OD, OH, OW], OD = (D + front + back − dilation·(KD − 1) − 1) / stride + 1, rounded down, or up with
    /// <see cref="Fit.Ceiling"/>, and so on.</returns>
    /// <remarks>y[n,c,i,j,k] = max x[n,c,i·s+t·d−p,j·s+u·d−p,k·s+v·d−p]. The gradient goes to the maximum, the first in reading order
    /// where several are equal. A NaN is passed on.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor MaxPool3d(
        Tensor x, Size3d kernelSize, Size3d? stride = null, Padding3d padding = default, Size3d? dilation = null, Fit fit = Fit.Floor)
    {
        x = Volumes(x);
        return MaxPool(x, BoxWindow(x, kernelSize, stride, padding, dilation ?? 1, fit));
    }

    /// <summary>Max pooling that also tells where each maximum stood, for <see cref="MaxUnpool3d"/>.</summary>
    /// <param name="x">Volumes, shape [N, C, D, H, W].</param>
    /// <param name="places">Shape [N, C, OD, OH, OW]: (slice · H + row) · W + column of each maximum, whole numbers without a gradient; at most
    /// 2²⁴ places a volume.</param>
    /// <param name="kernelSize">Depth, height and width of the window.</param>
    /// <param name="stride">Step of the window; null for its size, so that windows touch.</param>
    /// <param name="padding">Slices, rows and columns around the volume, at most half the window; they count as −∞.</param>
    /// <param name="dilation">Distance between a window's places; null for 1.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>As without the places.</returns>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor MaxPool3d(
        Tensor x, out Tensor places, Size3d kernelSize, Size3d? stride = null, Padding3d padding = default, Size3d? dilation = null, Fit fit = Fit.Floor)
    {
        x = Volumes(x);
        var g = BoxWindow(x, kernelSize, stride, padding, dilation ?? 1, fit);
        places = Tape.Record(
            "PlacesOfMaxima", [x], Tensor.From(PooledShape(x, g), Layout.ChannelsLast, y => MaxPool3dKernel.Places(g, x.Span, y)), g, null);
        return MaxPool(x, g);
    }

    private static Tensor MaxPool(Tensor x, Pool3dGeometry g)
    {
        var y = Tensor.From(PooledShape(x, g), Layout.ChannelsLast, y => MaxPool3dKernel.Forward(g, x.Span, y));

        return Tape.Record("MaxPool3d", [x], y, g, dy =>
            x.ReceiveGrad(dx => MaxPool3dKernel.Backward(g, x.Span, dy.Span, dx)));
    }

    private static Pool3dGeometry BoxWindow(
        Tensor x, Size3d kernelSize, Size3d? stride, Padding3d padding, Size3d dilation, Fit fit, bool countIncludePad = true) => Pool3dGeometry.Create(
            x.Shape[0], x.Shape[1], (x.Shape[2], x.Shape[3], x.Shape[4]), kernelSize, stride ?? kernelSize, padding, dilation, fit, countIncludePad);

    private static Shape PooledShape(Tensor x, in Pool3dGeometry g) =>
        [x.Shape[0], x.Shape[1], g.Depths.Rows.Output, g.Slices.Rows.Output, g.Slices.Columns.Output];
}
