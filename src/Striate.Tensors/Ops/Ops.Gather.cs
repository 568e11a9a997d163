using Striate.Kernels;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Picks numbers along one axis, by places of their own for each line.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="places">As many axes as x, along others than the chosen one at most as long: whole numbers from 0 to the axis's size − 1. It
    /// has no gradient.</param>
    /// <returns>The shape of the places; along axis 0, y[k, i, …] = x[places[k, i, …], i, …], along others likewise.</returns>
    /// <exception cref="ShapeException">There is no such axis, sizes do not fit, or a place is none of the axis.</exception>
    public static Tensor Gather(Tensor x, int axis, Tensor places)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(places);
        axis = AxisOf(x.Shape, axis);
        var from = Places(x);
        for (var other = 0; other < x.Shape.Rank; other++)
        {
            if (places.Shape.Rank != x.Shape.Rank || (other != axis && places.Shape[other] > x.Shape[other]))
            {
                throw new ShapeException(
                    $"places {places.Shape} in a tensor {x.Shape}, axis {axis}: they must have as many axes, and sizes no larger along all others.");
            }

            from = other == axis ? from : from.Slice(other, 0, places.Shape[other]);
        }

        places = x.Layout == Layout.ChannelsLast ? ToChannelsLast(places) : ToRowMajor(places);
        var to = Places(places);
        var y = Tensor.From(places.Shape, places.Layout, y => GatherKernel.Forward(axis, from, x.Span, to, places.Span, y));

        return Tape.Record("Gather", [x, places], y, null, dy =>
            x.ReceiveGradOfPart(dx => GatherKernel.Backward(axis, from, dy.Span, to, places.Span, dx)));
    }
}
