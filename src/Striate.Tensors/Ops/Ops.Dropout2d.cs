using Striate.Kernels;
using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Dropout of whole channels: sets a random share of them to 0. Without a <see cref="Tape"/> it does nothing.</summary>
    /// <param name="x">Shape [N, C, …].</param>
    /// <param name="p">Probability of each channel of each sample to fall, from 0 to 1.</param>
    /// <returns>The same shape: 0, or x/(1 − p), so that the mean stays.</returns>
    /// <remarks>Neighbouring pixels resemble one another, so that dropping some of them drops little. Tompson et al., arXiv:1411.4280.</remarks>
    /// <exception cref="ShapeException">Less than two axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public static Tensor Dropout2d(Tensor x, double p) => DropWhole("Dropout2d", x, p, axes: 2);

    /// <summary>Stochastic depth: sets a random share of the samples to 0, which makes a residual block pass its input on. Without a
    /// <see cref="Tape"/> it does nothing.</summary>
    /// <param name="x">Shape [N, …], what a residual block adds to its input.</param>
    /// <param name="p">Probability of each sample to fall, from 0 to 1.</param>
    /// <returns>The same shape: 0, or x/(1 − p), so that the mean stays.</returns>
    /// <remarks>Huang et al., arXiv:1603.09382; torchvision calls it StochasticDepth with mode "row".</remarks>
    /// <exception cref="ShapeException">A single number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public static Tensor DropPath(Tensor x, double p) => DropWhole("DropPath", x, p, axes: 1);

    // All numbers that share their places on the first axes fall together.
    private static Tensor DropWhole(string name, Tensor x, double p, int axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank < axes)
        {
            throw new ShapeException($"{name}: input {x.Shape} has {x.Shape.Rank} axes, expected {(axes == 1 ? "[N, ...]" : "[N, C, ...]")}.");
        }

        var settings = DropoutSettings.Create(p, Tape.Current?.NextKey() ?? 0);
        if (Tape.Current is null)
        {
            return x;
        }

        var shape = Shape.Of([.. x.Shape.Take(axes), .. Enumerable.Repeat(1, x.Shape.Rank - axes)]);
        var mask = Tensor.From(shape, x.Layout, mask =>
        {
            mask.Fill(1);
            DropoutKernel.Run(settings, mask, mask);
        });
        return Binary(name, x, mask, new MultiplyFunction(), settings);
    }
}
