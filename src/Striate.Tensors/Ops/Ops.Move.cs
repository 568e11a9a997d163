using Striate.Kernels;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>What every operation does that puts numbers elsewhere and computes nothing.</summary>
    /// <param name="name">The operation's name.</param>
    /// <param name="x">Any tensor.</param>
    /// <param name="from">Numbers of it, no place twice.</param>
    /// <param name="shape">Shape of the output.</param>
    /// <param name="layout">Its order in memory.</param>
    /// <param name="to">Where they go: all numbers of the output.</param>
    /// <param name="geometry">Recorded with it.</param>
    /// <returns>The output; where every number stays at its place, a view without a copy.</returns>
    private static Tensor Move(string name, Tensor x, StridedView from, Shape shape, Layout layout, StridedView to, IGeometry? geometry = null)
    {
        if (shape.Size == x.Length && from.IsSameAs(to))
        {
            return Tape.Record(name, [x], x.View(shape, layout), geometry, dy => x.ShareGrad(dy));
        }

        var y = Tensor.From(shape, layout, y => StridedCopyKernel.Run(from, x.Span, to, y));

        return Tape.Record(name, [x], y, geometry, dy =>
        {
            if (from.Length == x.Length)
            {
                x.ReceiveGrad(dx => StridedCopyKernel.Run(to, dy.Span, from, dx));
            }
            else
            {
                x.ReceiveGradOfPart(dx => StridedCopyKernel.Add(to, dy.Span, from, dx));
            }
        });
    }

    /// <summary>Where the numbers of a tensor lie.</summary>
    private static StridedView Places(Shape shape, Layout layout) => layout == Layout.RowMajor
        ? StridedView.Dense(shape.ToArray())
        : StridedView.Dense(MemorySizes(shape, layout)).Permute([.. Enumerable.Range(0, shape.Rank).Select(axis => layout.PlaceOf(axis, shape.Rank))]);

    /// <summary>Where the numbers of a tensor lie.</summary>
    private static StridedView Places(Tensor x) => Places(x.Shape, x.Layout);

    /// <summary>An axis counted from the front; −1 is the last.</summary>
    private static int AxisOf(Shape shape, int axis) => axis >= -shape.Rank && axis < shape.Rank
        ? (axis + shape.Rank) % shape.Rank
        : throw new ShapeException($"axis {axis} of a tensor {shape}: it has {shape.Rank} axes. Count from 0, or from −1 for the last.");

    /// <summary>A shape with another size of one axis.</summary>
    private static Shape WithSize(Shape shape, int axis, int size)
    {
        var sizes = shape.ToArray();
        sizes[axis] = size;
        return Shape.Of(sizes);
    }
}
