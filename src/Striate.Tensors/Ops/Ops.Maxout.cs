using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The largest of every few channels.</summary>
    /// <param name="x">Shape [N, C] or [N, C, H, W].</param>
    /// <param name="pieces">How many channels next to one another share an output, k.</param>
    /// <returns>Shape [N, C/k] or [N, C/k, H, W]: y[c] = max x[c·k + i] over i from 0 to k − 1.</returns>
    /// <remarks>Goodfellow et al., arXiv:1302.4389. The gradient goes to the maximum, in equal parts where there are several.</remarks>
    /// <exception cref="ShapeException">Another number of axes, or the channels are not divisible by the pieces.</exception>
    public static Tensor Maxout(Tensor x, int pieces)
    {
        x = ChannelRows(x, out var rows, out var C);
        if (pieces < 1 || C % pieces != 0)
        {
            throw new ShapeException($"input {x.Shape} has {C} channels, which {pieces} pieces do not divide.");
        }

        var shape = x.Shape.ToArray();
        shape[1] = C / pieces;
        var kept = Shape.Of(shape);
        return Extreme("Maxout", Folding.Max, x, new AxisReduction([rows, C / pieces, pieces], [false, false, true], kept, kept), x.Layout);
    }
}
