using Striate.Kernels;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Stretches each sample to one row of numbers, channel by channel as published weights expect it.</summary>
    /// <param name="x">Shape [N, ...].</param>
    /// <returns>Shape [N, product of the rest], row-major.</returns>
    /// <exception cref="ShapeException">A single number has no samples.</exception>
    public static Tensor Flatten(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var N = x.Shape.Rank > 0 ? x.Shape[0] : throw new ShapeException("a single number cannot be flattened; expected [N, ...].");
        var size = 1;
        for (var axis = 1; axis < x.Shape.Rank; axis++)
        {
            size *= x.Shape[axis];
        }

        return Reshape(x, [N, size], "Flatten");
    }

    /// <summary>The same numbers in row-major order under another shape.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="shape">A shape of as many numbers.</param>
    /// <returns>The given shape, row-major.</returns>
    /// <exception cref="ShapeException">Another number of numbers.</exception>
    public static Tensor Reshape(Tensor x, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Reshape(x, shape, "Reshape");
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
}
