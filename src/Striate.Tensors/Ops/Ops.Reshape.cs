using System.Runtime.CompilerServices;
using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>The same numbers in row-major order under another shape.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="sizes">The sizes; one may be −1, which is as large as the numbers make it.</param>
    /// <returns>That shape, row-major; a view where the numbers lie in that order, as all but channels-last images do.</returns>
    /// <exception cref="ShapeException">Another number of numbers.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor Reshape(Tensor x, params ReadOnlySpan<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Reshape(x, Complete(x.Shape, sizes), "Reshape");
    }

    /// <summary>The same numbers in row-major order under another shape.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="shape">A shape of as many numbers.</param>
    /// <returns>The given shape, row-major; a view where the numbers lie in that order, as all but channels-last images do.</returns>
    /// <exception cref="ShapeException">Another number of numbers.</exception>
    public static Tensor Reshape(Tensor x, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Reshape(x, shape, "Reshape");
    }

    /// <summary>One axis as several.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="sizes">The sizes that it becomes; one may be −1, which is as large as the axis makes it.</param>
    /// <returns>The shape with these sizes in the place of the axis, row-major.</returns>
    /// <exception cref="ShapeException">There is no such axis, or their product is another.</exception>
    public static Tensor Unflatten(Tensor x, int axis, params ReadOnlySpan<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = AxisOf(x.Shape, axis);
        var parts = Complete([x.Shape[axis]], sizes);
        return parts.Size == x.Shape[axis]
            ? Reshape(x, [.. x.Shape.Take(axis), .. parts, .. x.Shape.Skip(axis + 1)], "Unflatten")
            : throw new ShapeException($"axis {axis} of {x.Shape} has {x.Shape[axis]} places, {parts} has {parts.Size}.");
    }

    /// <summary>Leaves an axis of size 1 out.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The other axes, row-major.</returns>
    /// <exception cref="ShapeException">There is no such axis, or its size is another.</exception>
    public static Tensor Squeeze(Tensor x, int axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = AxisOf(x.Shape, axis);
        return x.Shape[axis] == 1
            ? Reshape(x, [.. x.Shape.Take(axis), .. x.Shape.Skip(axis + 1)], "Squeeze")
            : throw new ShapeException($"axis {axis} of {x.Shape} has {x.Shape[axis]} places; only one of a single place can be left out.");
    }

    /// <summary>Puts an axis of size 1 in.</summary>
    /// <param name="x">Any shape of at most five axes.</param>
    /// <param name="axis">Which axis of the result it is.</param>
    /// <returns>The shape with the new axis, row-major.</returns>
    /// <exception cref="ShapeException">There can be no such axis.</exception>
    public static Tensor Unsqueeze(Tensor x, int axis)
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = AxisOf([1, .. x.Shape], axis);
        return Reshape(x, [.. x.Shape.Take(axis), 1, .. x.Shape.Skip(axis)], "Unsqueeze");
    }

    private static Tensor Reshape(Tensor x, Shape shape, string name)
    {
        if (x.Length != shape.Size)
        {
            throw new ShapeException($"{x.Shape} has {x.Length} numbers, {shape} has {shape.Size}.");
        }

        x = ToRowMajor(x);
        return Tape.Record(name, [x], x.View(shape, Layout.RowMajor), null, dy => x.ShareGrad(dy));
    }

    // Fills −1 in.
    private static Shape Complete(Shape shape, ReadOnlySpan<int> sizes)
    {
        var open = sizes.IndexOf(-1);
        if (open < 0)
        {
            return Shape.Of(sizes);
        }

        var known = 1L;
        for (var i = 0; i < sizes.Length; i++)
        {
            known *= i == open ? 1 : sizes[i];
        }

        int[] complete = [.. sizes];
        complete[open] = known > 0 && shape.Size % known == 0
            ? (int)(shape.Size / known)
            : throw new ShapeException(
                $"{shape} has {shape.Size} numbers, which [{string.Join(", ", complete)}] does not divide. "
                + "Give one size as −1, and others whose product divides them.");
        return Shape.Of(complete);
    }
}
