using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The p-norm over a window that slides along each channel.</summary>
    /// <param name="x">Signals, shape [N, C, L].</param>
    /// <param name="p">The exponent, above 0.</param>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">Step of the window; null for its length, so that windows touch.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>Shape [N, C, OL], OL = (L − K) / stride + 1, rounded down, or up with <see cref="Fit.Ceiling"/>.</returns>
    /// <remarks>y[n,c,i] = (Σ |x[n,c,i·s+u]|^p)^(1/p), as <see cref="LpPool2d"/> of images of one row.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not above 0.</exception>
    public static Tensor LpPool1d(Tensor x, double p, int kernelSize, int? stride = null, Fit fit = Fit.Floor)
    {
        x = Signals(x);
        return LpPool("LpPool1d", x, p, RowWindow(x, kernelSize, stride, 0, 1, fit), row: true);
    }
}
