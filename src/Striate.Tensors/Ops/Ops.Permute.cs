using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The axes in another order.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">For each axis of the result the one of x that it is; each once.</param>
    /// <returns>Shape [x.Shape[axes[0]], x.Shape[axes[1]], ...]. Where the numbers lie in that order already, as those of channels-last
    /// images do for (0, 2, 3, 1) and those of its result for (0, 3, 1, 2), it is a view without a copy.</returns>
    /// <exception cref="ShapeException">Not each axis once.</exception>
    public static Tensor Permute(Tensor x, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        int[] order = [.. axes];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = AxisOf(x.Shape, order[i]);
        }

        if (!order.Order().SequenceEqual(Enumerable.Range(0, x.Shape.Rank)))
        {
            throw new ShapeException($"axes ({string.Join(", ", order)}) of a tensor {x.Shape}: give each of its {x.Shape.Rank} axes once.");
        }

        var from = Places(x).Permute(order);
        var shape = Shape.Of(from.Sizes);

        // Images stay channels-last, unless the other order comes for free.
        var layout = x.Layout;
        foreach (var free in shape.Rank == 4 ? [Layout.RowMajor, Layout.ChannelsLast] : new[] { Layout.RowMajor })
        {
            layout = from.IsSameAs(Places(shape, free)) ? free : layout;
        }

        return Move("Permute", x, from, shape, layout, Places(shape, layout));
    }

    /// <summary>Two axes change places; of a matrix, rows become columns.</summary>
    /// <param name="x">Any shape of at least two axes.</param>
    /// <param name="axis0">The one; by default the last but one.</param>
    /// <param name="axis1">The other; by default the last.</param>
    /// <returns>The shape with their sizes swapped.</returns>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Tensor Transpose(Tensor x, int axis0 = -2, int axis1 = -1)
    {
        ArgumentNullException.ThrowIfNull(x);
        (axis0, axis1) = (AxisOf(x.Shape, axis0), AxisOf(x.Shape, axis1));
        int[] axes = [.. Enumerable.Range(0, x.Shape.Rank)];
        (axes[axis0], axes[axis1]) = (axis1, axis0);
        return Permute(x, axes);
    }
}
