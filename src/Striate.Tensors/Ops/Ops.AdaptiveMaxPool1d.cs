using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Kernels.Pool;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The maximum of each channel in every part of a signal, in as many parts as the output is to have places.</summary>
    /// <param name="x">Signals, shape [N, C, L].</param>
    /// <param name="outputSize">Length of the output, OL.</param>
    /// <returns>Shape [N, C, OL].</returns>
    /// <remarks>y[n,c,i] is the maximum over places ⌊i·L/OL⌋ to ⌈(i + 1)·L/OL⌉ − 1.</remarks>
    /// <exception cref="ShapeException">Not signals, or a size less than 1.</exception>
    public static Tensor AdaptiveMaxPool1d(Tensor x, int outputSize)
    {
        x = Signals(x);
        return AdaptiveMaxPool("AdaptiveMaxPool1d", x, RowBins(x, outputSize), row: true);
    }
}
