using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The way back of a max pooling of signals, as <see cref="MaxUnpool2d"/>.</summary>
    /// <param name="x">Numbers, shape [N, C, OL].</param>
    /// <param name="places">Places of the same shape, as <see cref="MaxPool1d(Tensor, out Tensor, int, int?, Striate.Kernels.Conv.Padding1d, int, Striate.Kernels.Conv.Fit)"/> gives them.</param>
    /// <param name="outputSize">Length of the signal that was pooled, L.</param>
    /// <returns>Shape [N, C, L]: y[n,c,places[n,c,i]] = x[n,c,i].</returns>
    /// <exception cref="ShapeException">The shapes differ, or a number is no place.</exception>
    public static Tensor MaxUnpool1d(Tensor x, Tensor places, int outputSize) =>
        MaxUnpool("MaxUnpool1d", Signals(x), places, [x.Shape[0], x.Shape[1], outputSize]);
}
