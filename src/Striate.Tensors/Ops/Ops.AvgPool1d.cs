using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The mean over a window that slides along each channel.</summary>
    /// <param name="x">Signals, shape [N, C, L].</param>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">Step of the window; null for its length, so that windows touch.</param>
    /// <param name="padding">Places at the ends, at most half the window.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <param name="countIncludePad">Whether padding counts as zeros; else a mean is over the places on the signal alone.</param>
    /// <returns>Shape [N, C, OL], OL = (L + before + after − K) / stride + 1, rounded down, or up with <see cref="Fit.Ceiling"/>.</returns>
    /// <remarks>y[n,c,i] = Σ x[n,c,i·s+u−p] / count, as <see cref="AvgPool2d"/> of images of one row.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    public static Tensor AvgPool1d(
        Tensor x, int kernelSize, int? stride = null, Padding1d padding = default, Fit fit = Fit.Floor, bool countIncludePad = true)
    {
        x = Signals(x);
        return AvgPool("AvgPool1d", x, RowWindow(x, kernelSize, stride, padding, 1, fit, countIncludePad), row: true);
    }
}
