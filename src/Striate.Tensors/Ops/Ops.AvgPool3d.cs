using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The mean over a window that slides over each channel of volumes.</summary>
    /// <param name="x">Volumes, shape [N, C, D, H, W].</param>
    /// <param name="kernelSize">Depth, height and width of the window.</param>
    /// <param name="stride">Step of the window; null for its size, so that windows touch.</param>
    /// <param name="padding">Slices, rows and columns around the volume, at most half the window.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <param name="countIncludePad">Whether padding counts as zeros; else a mean is over the places on the volume alone.</param>
    /// <returns>Shape [N, C, OD, OH, OW], OD = (D + front + back − KD) / stride + 1, rounded down, or up with <see cref="Fit.Ceiling"/>, and so on.</returns>
    /// <remarks>y[n,c,i,j,k] = Σ x[n,c,i·s+t−p,j·s+u−p,k·s+v−p] / count. What hangs over beyond the padding never counts.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor AvgPool3d(
        Tensor x, Size3d kernelSize, Size3d? stride = null, Padding3d padding = default, Fit fit = Fit.Floor, bool countIncludePad = true)
    {
        x = Volumes(x);
        var g = BoxWindow(x, kernelSize, stride, padding, 1, fit, countIncludePad);
        var y = Tensor.From(PooledShape(x, g), Layout.ChannelsLast, y => AvgPool3dKernel.Forward(g, x.Span, y));

        return Tape.Record("AvgPool3d", [x], y, g, dy =>
            x.ReceiveGrad(dx => AvgPool3dKernel.Backward(g, dy.Span, dx)));
    }
}
