using Striate.Kernels;
using Striate.Kernels.Reduce;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The place of the largest number along an axis.</summary>
    /// <param name="x">Any shape of one axis or more.</param>
    /// <param name="axis">The axis, −1 the last.</param>
    /// <param name="keepDims">The axis stays, with size 1.</param>
    /// <returns>The shape without this axis, or with size 1 in its place: whole numbers from 0, of the first of several. A NaN counts
    /// as the largest. It has no gradient.</returns>
    /// <exception cref="ShapeException">There is no such axis, or no numbers along it.</exception>
    public static Tensor ArgMax(Tensor x, int axis, bool keepDims = false) => PlaceOfExtreme("ArgMax", smallest: false, x, axis, keepDims);

    /// <summary>The place of the smallest number along an axis.</summary>
    /// <param name="x">Any shape of one axis or more.</param>
    /// <param name="axis">The axis, −1 the last.</param>
    /// <param name="keepDims">The axis stays, with size 1.</param>
    /// <returns>The shape without this axis, or with size 1 in its place: whole numbers from 0, of the first of several. A NaN counts
    /// as the smallest. It has no gradient.</returns>
    /// <exception cref="ShapeException">There is no such axis, or no numbers along it.</exception>
    public static Tensor ArgMin(Tensor x, int axis, bool keepDims = false) => PlaceOfExtreme("ArgMin", smallest: true, x, axis, keepDims);

    private static Tensor PlaceOfExtreme(string name, bool smallest, Tensor x, int axis, bool keepDims)
    {
        var g = AlongAxis(name, x, axis);
        var r = AxisReduction.Of(name, x, [axis], allowsNone: false);
        var y = Tensor.From(r.Kept, x.Layout, y => ArgMaxKernel.Run(g, smallest, x.Span, y));

        return r.Shaped(Tape.Record(name, [x], y, g, null), keepDims);
    }
}
