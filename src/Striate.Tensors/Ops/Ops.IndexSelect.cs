using Striate.Kernels;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Picks entries of one axis, whole: rows of a matrix, samples of a batch, channels of images.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="places">Which entries, shape [K]: whole numbers from 0 to the axis's size − 1, in any order, also repeatedly. It
    /// has no gradient.</param>
    /// <returns>The shape with K in the place of the axis's size; images stay channels-last. Along it, y[k] = x[places[k]].</returns>
    /// <exception cref="ShapeException">There is no such axis, places have another shape, or one is none of the axis.</exception>
    public static Tensor IndexSelect(Tensor x, int axis, Tensor places)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(places);
        axis = AxisOf(x.Shape, axis);
        if (places.Shape.Rank != 1)
        {
            throw new ShapeException(
                $"places {places.Shape} have {places.Shape.Rank} axes, expected [K]. For places of their own for each line use Gather.");
        }

        var (size, inner) = (x.Shape[axis], Places(x).Strides[axis]);
        var outer = x.Length == 0 ? 0 : x.Length / size / inner;
        var y = Tensor.From(
            WithSize(x.Shape, axis, places.Length), x.Layout, y => IndexSelectKernel.Forward(outer, size, inner, x.Span, places.Span, y));

        return Tape.Record("IndexSelect", [x, places], y, null, dy =>
            x.ReceiveGradOfPart(dx => IndexSelectKernel.Backward(outer, size, inner, dy.Span, places.Span, dx)));
    }
}
