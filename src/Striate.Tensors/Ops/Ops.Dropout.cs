using Striate.Kernels.Elementwise;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Dropout: sets a random share of the numbers to 0. Without a <see cref="Tape"/> it does nothing.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="p">Probability of each number to fall, from 0 to 1.</param>
    /// <returns>The same shape: 0, or x/(1 − p), so that the mean stays.</returns>
    /// <remarks>Which numbers fall follows from the tape's seed, the order of calls on it, and a number's place in memory.
    /// Srivastava et al., JMLR 15, 2014.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public static Tensor Dropout(Tensor x, double p)
    {
        ArgumentNullException.ThrowIfNull(x);
        var settings = DropoutSettings.Create(p, Tape.Current?.NextKey() ?? 0);
        if (Tape.Current is null)
        {
            return x;
        }

        var y = Tensor.From(x.Shape, x.Layout, y => DropoutKernel.Run(settings, x.Span, y));

        return Tape.Record("Dropout", [x], y, settings, dy =>
            x.ReceiveGrad(dx => DropoutKernel.Run(settings, dy.Span, dx)));
    }
}
