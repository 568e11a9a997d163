using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Running sums along an axis.</summary>
    /// <param name="x">Any shape of one axis or more.</param>
    /// <param name="axis">The axis, −1 the last.</param>
    /// <returns>The same shape: y[j] = Σ x[k] over k up to j.</returns>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Tensor CumulativeSum(Tensor x, int axis)
    {
        var g = AlongAxis("CumulativeSum", x, axis);
        var y = Tensor.From(x.Shape, x.Layout, y => CumulativeSumKernel.Run(g, fromEnd: false, x.Span, y));

        return Tape.Record("CumulativeSum", [x], y, g, dy =>
            x.ReceiveGrad(dx => CumulativeSumKernel.Run(g, fromEnd: true, dy.Span, dx)));
    }
}
