using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The p-norm over a window that slides over each channel: between the sum, p = 1, and the maximum, p → ∞.</summary>
    /// <param name="x">Images, shape [N, C, H, W].</param>
    /// <param name="p">The exponent, above 0.</param>
    /// <param name="kernelSize">Height and width of the window.</param>
    /// <param name="stride">Step of the window; null for its size, so that windows touch.</param>
    /// <param name="fit">What to do when the stride does not divide.</param>
    /// <returns>Shape [N, C, OH, OW], OH = (H − KH) / stride + 1, rounded down, or up with <see cref="Fit.Ceiling"/>.</returns>
    /// <remarks>y[n,c,i,j] = (Σ |x[n,c,i·s+u,j·s+v]|^p)^(1/p); a window that hangs over counts as a whole one with the same mean, as in PyTorch, which
    /// takes x^p without the absolute value. Sermanet, Chintala and LeCun, arXiv:1204.3968.</remarks>
    /// <exception cref="ShapeException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not above 0.</exception>
    public static Tensor LpPool2d(Tensor x, double p, Size2d kernelSize, Size2d? stride = null, Fit fit = Fit.Floor)
    {
        x = Images(x);
        return LpPool("LpPool2d", x, p, Window(x, kernelSize, stride, 0, 1, fit), row: false);
    }

    private static Tensor LpPool(string name, Tensor x, double p, Pool2dGeometry g, bool row)
    {
        if (!(p > 0) || !double.IsFinite(p))
        {
            throw new ArgumentOutOfRangeException(nameof(p), $"{name} with p = {p}; expected a number above 0. For the maximum take MaxPool.");
        }

        var exponent = (float)p;
        var y = Tensor.From(PooledShape(g, row), Layout.ChannelsLast, y => LpPool2dKernel.Forward(g, exponent, x.Span, y));

        return Tape.Record(name, [x], y, g, dy =>
            x.ReceiveGrad(dx => LpPool2dKernel.Backward(g, exponent, x.Span, y.Span, dy.Span, dx)));
    }
}
