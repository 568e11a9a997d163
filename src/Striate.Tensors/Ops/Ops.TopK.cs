using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The largest or smallest numbers along an axis, in their order.</summary>
    /// <param name="x">Any shape of one axis or more.</param>
    /// <param name="k">How many, at most the size of the axis.</param>
    /// <param name="axis">The axis, −1 the last.</param>
    /// <param name="largest">The largest, from the largest down; else the smallest, from the smallest up.</param>
    /// <returns>Twice the shape with k in place of the axis' size: the numbers, and their places along the axis, whole numbers from 0,
    /// which have no gradient. Of equal numbers the first comes first; a NaN counts as the largest.</returns>
    /// <exception cref="ShapeException">There is no such axis, or k is out of its range.</exception>
    public static (Tensor Values, Tensor Places) TopK(Tensor x, int k, int axis = -1, bool largest = true)
    {
        var g = AlongAxis("TopK", x, axis);
        if (k < 0 || k > g.Count)
        {
            throw new ShapeException($"TopK: {k} of {g.Count} numbers along axis {axis} of {x.Shape}; expected 0 to {g.Count}.");
        }

        var shape = WithSize(x.Shape, AxisOf(x.Shape, axis), k);
        var places = Tensor.From(shape, x.Layout, y => TopKKernel.Run(g, k, !largest, x.Span, y));
        Tape.Record("TopK", [x], places, g, null);
        return (Gather(x, axis, places), places);
    }
}
