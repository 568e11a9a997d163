using Striate.Kernels;
using Striate.Kernels.Shaping;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Some places of each axis, as in <c>Ops.Slice(x, .., 1..3, (.., 2))</c>.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="ranges">For each axis, outermost first; axes behind the last one are taken whole.</param>
    /// <returns>The chosen places; images stay channels-last.</returns>
    /// <exception cref="ShapeException">A range leaves its axis, a step is 0, or there are more ranges than axes.</exception>
    public static Tensor Slice(Tensor x, params ReadOnlySpan<AxisRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (ranges.Length > x.Shape.Rank)
        {
            throw new ShapeException($"{ranges.Length} ranges for a tensor {x.Shape} of {x.Shape.Rank} axes.");
        }

        var from = Places(x);
        for (var axis = 0; axis < ranges.Length; axis++)
        {
            from = Slice(from, x.Shape, axis, ranges[axis]);
        }

        var shape = Shape.Of(from.Sizes);
        return Move("Slice", x, from, shape, x.Layout, Places(shape, x.Layout));
    }

    /// <summary>Some neighbouring places of one axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="start">The first place.</param>
    /// <param name="length">How many.</param>
    /// <returns>The shape with that length; images stay channels-last.</returns>
    /// <exception cref="ShapeException">There is no such axis, or a place is none of it.</exception>
    public static Tensor Narrow(Tensor x, int axis, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = AxisOf(x.Shape, axis);
        if (start < 0 || length < 0 || start > x.Shape[axis] - length)
        {
            throw new ShapeException($"{length} places from {start} of axis {axis} leave a tensor {x.Shape}.");
        }

        var shape = WithSize(x.Shape, axis, length);
        return Move("Narrow", x, Places(x).Slice(axis, start, length), shape, x.Layout, Places(shape, x.Layout));
    }

    /// <summary>One place of one axis, without that axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="place">The place; −1 is the last.</param>
    /// <returns>The other axes, row-major.</returns>
    /// <exception cref="ShapeException">There is no such axis, or the place is none of it.</exception>
    public static Tensor Select(Tensor x, int axis, int place)
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = AxisOf(x.Shape, axis);
        var here = place < 0 ? place + x.Shape[axis] : place;
        if ((uint)here >= (uint)x.Shape[axis])
        {
            throw new ShapeException($"place {place} of axis {axis} of a tensor {x.Shape}: it has {x.Shape[axis]} places.");
        }

        var from = Places(x).Select(axis, here);
        var shape = Shape.Of(from.Sizes);
        return Move("Select", x, from, shape, Layout.RowMajor, Places(shape, Layout.RowMajor));
    }

    /// <summary>Some axes in reverse order: images mirrored left to right by −1, filters turned around by −2 and −1.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes.</param>
    /// <returns>The same shape; images stay channels-last.</returns>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Tensor Flip(Tensor x, params ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(x);
        var ranges = new AxisRange[x.Shape.Rank];
        Array.Fill(ranges, Range.All);
        foreach (var axis in axes)
        {
            ranges[AxisOf(x.Shape, axis)] = (Range.All, -1);
        }

        return Slice(x, ranges);
    }

    private static StridedView Slice(StridedView view, Shape shape, int axis, AxisRange range)
    {
        var (start, end) = (range.Range.Start.GetOffset(shape[axis]), range.Range.End.GetOffset(shape[axis]));
        if (start < 0 || end < start || end > shape[axis] || range.Step == 0)
        {
            throw new ShapeException($"{range} of axis {axis} of a tensor {shape}: a range lies within the axis's {shape[axis]} places, and its step is not 0.");
        }

        var step = Math.Abs((long)range.Step);
        var count = (int)((end - start + step - 1) / step);
        return view.Slice(axis, range.Step > 0 ? start : end - 1, count, range.Step);
    }
}
