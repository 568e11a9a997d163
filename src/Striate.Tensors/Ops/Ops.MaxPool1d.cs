using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The maximum over a window that slides along each channel.</summary>
    /// <param name="x">Signals, shape [N, C, L].</param>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">Step of the window; null for its length, so that windows touch.</param>
    /// <param name="padding">Places at the ends, at most half the window; they count as −∞.</param>
    /// <param name="dilation">Distance between a window's places.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>Shape [N, C, OL], OL = (L + before + after − dilation·(K − 1) − 1) / stride + 1, rounded down, or up with
    /// <see cref="Fit.Ceiling"/>.</returns>
    /// <remarks>y[n,c,i] = max x[n,c,i·s+u·d−p], as <see cref="MaxPool2d(Tensor, Size2d, Size2d?, Padding2d, Size2d?, Fit)"/> of images of one row.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor MaxPool1d(Tensor x, int kernelSize, int? stride = null, Padding1d padding = default, int dilation = 1, Fit fit = Fit.Floor)
    {
        x = Signals(x);
        return MaxPool("MaxPool1d", x, RowWindow(x, kernelSize, stride, padding, dilation, fit), row: true);
    }

    /// <summary>Max pooling that also tells where each maximum stood, for <see cref="MaxUnpool1d"/>.</summary>
    /// <param name="x">Signals, shape [N, C, L].</param>
    /// <param name="places">Shape [N, C, OL]: the place of each maximum, whole numbers without a gradient; at most 2²⁴ places a signal.</param>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">Step of the window; null for its length, so that windows touch.</param>
    /// <param name="padding">Places at the ends, at most half the window; they count as −∞.</param>
    /// <param name="dilation">Distance between a window's places.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>As without the places.</returns>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor MaxPool1d(
        Tensor x, out Tensor places, int kernelSize, int? stride = null, Padding1d padding = default, int dilation = 1, Fit fit = Fit.Floor)
    {
        x = Signals(x);
        var g = RowWindow(x, kernelSize, stride, padding, dilation, fit);
        places = PlacesOfMaxima(x, g, row: true);
        return MaxPool("MaxPool1d", x, g, row: true);
    }

    private static Pool2dGeometry RowWindow(
        Tensor x, int kernelSize, int? stride, Padding1d padding, int dilation, Fit fit, bool countIncludePad = true) => Pool2dGeometry.Create(
            x.Shape[0], x.Shape[1], (1, x.Shape[2]), (1, kernelSize), (1, stride ?? kernelSize), padding.OfRow, (1, dilation), fit, countIncludePad);
}
